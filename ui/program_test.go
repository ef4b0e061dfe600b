package ui

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"pullquote/ui/config"
	"pullquote/ui/keys"
	"pullquote/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
)

// terminal is an emulated terminal that a whole program runs in.
type terminal struct {
	mu  sync.Mutex
	em  *vt.Emulator
	raw bytes.Buffer
	new chan struct{}
}

func newTerminal(w, h int) *terminal {
	t := &terminal{em: vt.NewEmulator(w, h), new: make(chan struct{}, 1)}
	// What the emulator answers has to be read, or it waits for ever.
	go func() { _, _ = io.Copy(io.Discard, t.em) }()
	return t
}

// Write takes what the program sends. Without a terminal Bubble Tea leaves the
// carriage return to the line discipline, which is not there.
func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.raw.Write(b)
	_, err := t.em.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")))
	select {
	case t.new <- struct{}{}:
	default:
	}
	return len(b), err
}

func (t *terminal) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return uitest.Plain(t.em.Render())
}

// wait waits for a text to be on the screen.
func (t *terminal) wait(tb testing.TB, text string) {
	tb.Helper()
	for !strings.Contains(t.text(), text) {
		select {
		case <-t.new:
		case <-time.After(20 * time.Second): // only a broken program gets here
			tb.Fatalf("%q never came:\n%s", text, t.text())
		}
	}
}

// launch runs the whole program; what is written to the pipe is typed.
func launch(t *testing.T, ctx context.Context, lib *uitest.Library) (*terminal, io.Writer, <-chan error) {
	t.Helper()
	in, keyboard := io.Pipe()
	term := newTerminal(80, 20)
	c := config.Default()
	c.List.RefreshOnStart, c.List.RefreshEvery = false, 0
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, Options{Library: lib, Config: c, Keys: keys.Default(), Now: uitest.Now},
			tea.WithInput(in), tea.WithOutput(term), tea.WithWindowSize(80, 20), tea.WithColorProfile(colorprofile.TrueColor),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignals())
	}()
	t.Cleanup(func() { _ = keyboard.Close() })
	return term, keyboard, ended
}

func typeIn(t *testing.T, w io.Writer, s string) {
	t.Helper()
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
}

func TestWholeProgram(t *testing.T) {
	lib := uitest.Many(500)
	term, in, ended := launch(t, context.Background(), lib)
	term.wait(t, "375 unread of 500")
	typeIn(t, in, "j\r")
	term.wait(t, "It was never in doubt")
	typeIn(t, in, "\"")
	term.wait(t, "Who says what")
	typeIn(t, in, "qq")
	term.wait(t, "374 unread of 500")
	typeIn(t, in, "/ferry")
	term.wait(t, "63 found")
	typeIn(t, in, "\r")
	term.wait(t, "/ ferry")
	typeIn(t, in, "qq")
	if err := <-ended; err != nil {
		t.Fatalf("quitting gave %v", err)
	}
	raw := term.raw.String()
	for _, seq := range []string{"\x1b[?1049h", "\x1b[?1049l"} {
		if !strings.Contains(raw, seq) {
			t.Errorf("the terminal never got %q", seq)
		}
	}
	if strings.LastIndex(raw, "\x1b[?1049l") < strings.LastIndex(raw, "\x1b[?1049h") {
		t.Error("the alternate screen was not left")
	}
}

func TestProgramEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	term, _, ended := launch(t, ctx, uitest.Many(20))
	term.wait(t, "15 unread")
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("an ended context gave %v", err)
	}
}

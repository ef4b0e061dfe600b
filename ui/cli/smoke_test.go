package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// screen is the built reader in a tmux of its own: a real terminal, raw mode,
// the alternate screen. Few tests go this way; most drive the model.
type screen struct {
	t      *testing.T
	socket string
}

// start builds the reader once a test and opens it with a fresh home. A bare
// machine has no tmux: .ci/run installs it, elsewhere these tests are left out.
func start(t *testing.T, w, h int, env ...string) *screen {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("needs tmux, which a bare machine has not")
	}
	home := t.TempDir()
	bin := filepath.Join(home, "pullquote")
	if out, err := exec.Command("go", "build", "-o", bin, "pullquote").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	s := &screen{t, filepath.Join(home, "tmux")}
	line := fmt.Sprintf("env HOME=%s XDG_DATA_HOME= XDG_CONFIG_HOME= XDG_STATE_HOME= TERM=xterm-256color %s %s; echo exit=$?; cat", home, strings.Join(env, " "), bin)
	s.tmux("new-session", "-d", "-x", fmt.Sprint(w), "-y", fmt.Sprint(h), line)
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", s.socket, "kill-server").Run() })
	return s
}

func (s *screen) tmux(args ...string) string {
	s.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-S", s.socket, "-f", os.DevNull}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return string(out)
}

func (s *screen) keys(keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		s.tmux("send-keys", k)
	}
}

// until waits for text on the screen: no fixed sleeps, so that a busy machine
// is slow and not wrong. The bound only ends a test that hangs.
func (s *screen) until(want string) string {
	s.t.Helper()
	last := ""
	for range 400 {
		if last = s.tmux("capture-pane", "-p"); strings.Contains(last, want) {
			return last
		}
		time.Sleep(25 * time.Millisecond)
	}
	s.t.Fatalf("%q does not come up; the screen is:\n%s", want, last)
	return ""
}

// TestBareStart: no settings, no network, and there is something to read.
func TestBareStart(t *testing.T) {
	s := start(t, 100, 30)
	s.until("Town that never waits")
	s.keys("Enter")
	s.until("Greta Holm")
	s.keys("]")
	s.until("quote 1/")
	s.keys("]")
	s.until("quote 2/")
	s.keys("q")
	s.until("Museum of lost paragraphs")
	s.keys("Q")
	if got := s.until("exit="); !strings.Contains(got, "exit=0") || strings.Contains(got, "Town that never") {
		t.Errorf("the terminal is not as it was:\n%s", got)
	}
}

// TestSmallAndColourless: a phone's width, no colour.
func TestSmallAndColourless(t *testing.T) {
	s := start(t, 40, 12, "NO_COLOR=1")
	s.until("Town that never")
	s.keys("?")
	s.until("Move")
	s.keys("Escape")
	s.until("Town that never")
	s.keys("C-c")
	s.until("exit=0")
}

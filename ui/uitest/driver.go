package uitest

import (
	"reflect"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Driver feeds a model and runs its commands at once, one after the other, in
// the order in which they came: no goroutine, no clock, the same run each time.
type Driver struct {
	Model tea.Model
	// Sent are all messages that commands brought back.
	Sent []tea.Msg
	// Timers are the moments that the model waits for; Fire lets one come.
	Timers []Timer
	// Hold keeps commands waiting in Waiting instead of running them.
	Hold    bool
	Waiting []tea.Cmd
	Quit    bool
}

// Timer is a moment that is waited for.
type Timer struct {
	After time.Duration
	Msg   tea.Msg
}

// After stands in for a model's clock.
func (d *Driver) After(after time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg { return Timer{after, msg} }
}

// Start runs Init and tells the size.
func (d *Driver) Start(w, h int) {
	d.Run(d.Model.Init())
	d.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Send gives messages to the model and runs what follows.
func (d *Driver) Send(msgs ...tea.Msg) {
	for _, msg := range msgs {
		var cmd tea.Cmd
		d.Model, cmd = d.Model.Update(msg)
		d.Run(cmd)
	}
}

// Press sends keys by name.
func (d *Driver) Press(names ...string) {
	for _, n := range names {
		d.Send(Key(n))
	}
}

// Type sends a text letter by letter.
func (d *Driver) Type(text string) {
	for _, r := range text {
		if r == ' ' {
			d.Press("space")
		} else {
			d.Press(string(r))
		}
	}
}

// Run runs a command and gives what it brings to the model, and so on until
// nothing is left to do.
func (d *Driver) Run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	d.Waiting = append(d.Waiting, cmd)
	for !d.Hold && len(d.Waiting) > 0 {
		d.Step()
	}
}

// Step runs the first waiting command.
func (d *Driver) Step() {
	if len(d.Waiting) == 0 {
		return
	}
	cmd := d.Waiting[0]
	d.Waiting = d.Waiting[1:]
	if !clockwork(cmd) {
		d.take(cmd())
	}
}

// clockwork reports commands that wait for a moment of the real clock: the
// blinking of a component's cursor and its other ticks. Here they never come.
func clockwork(cmd tea.Cmd) bool {
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	return strings.Contains(name, "bubbles/v2/cursor") || strings.Contains(name, "bubbletea/v2.Tick") ||
		strings.Contains(name, "bubbletea/v2.Every")
}

// Resume runs all waiting commands.
func (d *Driver) Resume() {
	d.Hold = false
	for len(d.Waiting) > 0 {
		d.Step()
	}
}

func (d *Driver) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
		return
	case tea.BatchMsg:
		for _, c := range msg {
			if c != nil {
				d.Waiting = append(d.Waiting, c)
			}
		}
		return
	case Timer:
		d.Timers = append(d.Timers, msg)
		return
	case tea.QuitMsg:
		d.Quit = true
		return
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() { // tea.Sequence
		for i := range v.Len() {
			d.Waiting = append(d.Waiting, v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	d.Sent = append(d.Sent, msg)
	var cmd tea.Cmd
	d.Model, cmd = d.Model.Update(msg)
	if cmd != nil {
		d.Waiting = append(d.Waiting, cmd)
	}
}

// Fire lets all moments come that were waited for so far, the earliest first,
// but none that only they bring.
func (d *Driver) Fire() {
	due := d.Timers
	d.Timers = nil
	for _, t := range due {
		d.Send(t.Msg)
	}
}

// Frame is what is on the screen, as plain text, without trailing blanks.
func (d *Driver) Frame() string { return Plain(d.Model.View().Content) }

// Plain is a frame without its styles and trailing blanks.
func Plain(content string) string {
	lines := strings.Split(ansi.Strip(content), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

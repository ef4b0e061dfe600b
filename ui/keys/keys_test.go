package keys

import (
	"strings"
	"testing"
)

type press string

func (p press) String() string { return string(p) }

func TestDefaultHasNoConflict(t *testing.T) {
	if _, err := New(nil); err != nil {
		t.Fatal(err)
	}
	seen := map[Action]bool{}
	for _, e := range Table() {
		if seen[e.Action] {
			t.Errorf("%s stands twice", e.Action)
		}
		seen[e.Action] = true
		if e.Help == "" || e.Places == 0 || len(e.Keys) == 0 {
			t.Errorf("%s has holes: %+v", e.Action, e)
		}
	}
}

func TestRebinding(t *testing.T) {
	m, err := New(map[string][]string{"next-quote": {"Z"}, "star": {}})
	if err != nil {
		t.Fatal(err)
	}
	if !m.Is(press("Z"), NextQuote) || m.Is(press("]"), NextQuote) || m.Is(press("s"), Star) {
		t.Error("the settings' keys do not hold")
	}
	if m.First(NextQuote) != "Z" || m.First(Star) != "" || m.All(Down) != "j ↓" {
		t.Errorf("shown as %q, %q, %q", m.First(NextQuote), m.First(Star), m.All(Down))
	}
}

func TestRebindingIsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		rebind map[string][]string
		want   string
	}{
		{"unknown", map[string][]string{"fly": {"x"}}, `"fly"`},
		{"empty", map[string][]string{"star": {""}}, "empty key"},
		{"unknown key", map[string][]string{"star": {"Enter"}}, `"Enter" is no key for star`},
		{"taken", map[string][]string{"star": {"j"}}, `"j" is both down and star`},
	} {
		if _, err := New(c.rebind); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want …%s…", c.name, err, c.want)
		}
	}
	// One key may do two things where the two never meet.
	if _, err := New(map[string][]string{"remove-feed": {"t"}}); err != nil {
		t.Error(err)
	}
}

func TestIsKey(t *testing.T) {
	for _, k := range []string{"a", "A", "]", "é", "ü", "本", "ctrl+a", "alt+x", "ctrl+alt+b", "f5", "f12", "shift+tab", "ctrl+pgdown", "shift+f3", "+", "ctrl++"} {
		if !isKey(k) {
			t.Errorf("%q is refused", k)
		}
	}
	for _, k := range []string{"", " ", "Enter", "shift+a", "ctrl+A", "ctrl+shift+foo", "pagedown", "jk", "ctrl+", "f123", "fx", "\t"} {
		if isKey(k) {
			t.Errorf("%q is taken", k)
		}
	}
}

func TestShow(t *testing.T) {
	for in, want := range map[string]string{"ctrl+c": "^C", "pgdown": "PgDn", "]": "]", "space": "Space"} {
		if got := Show(in); got != want {
			t.Errorf("Show(%q) = %q, want %q", in, got, want)
		}
	}
}

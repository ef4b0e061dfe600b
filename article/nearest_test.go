package article

import "testing"

func TestNearest(t *testing.T) {
	valid := []string{"begins", "contains", "text"}
	for word, want := range map[string]string{"beginz": "begins", "Contians": "contains", "txet": "text", "quux": "", "": ""} {
		if got := Nearest(word, valid); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"mesure", "measure", 1}, {"qoute", "quote", 1}, {"abc", "xyz", 3}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

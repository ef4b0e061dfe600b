package feeds

import (
	"testing"
	"time"
)

func TestNamesOfOnePerson(t *testing.T) {
	for _, c := range []struct {
		a, b, role string
		same       bool
	}{
		{"Mira Holt", "Mira Holt", "", true},
		{"Mira Holt", "mira HOLT", "", true},
		{"Mira Holt", "Mira R. Holt", "", true},
		{"Mira Q. Holt", "Mira R. Holt", "", false},
		{"Mira Q. Holt", "Mira Quirina Holt", "", true},
		{"Mira Holt", "Dr. Mira Holt", "", true},
		{"Mira Holt", "Mira Holt Jr.", "", false}, // her daughter
		{"Mira R. Holt Jr", "Mira Holt Jr.", "", true},
		{"Mira Holt Sr.", "Mira Holt Jr.", "", false},
		{"Zoë Müller-Ågren", "Zoe Muller Agren", "", true},
		{"Łukasz Żuk", "Lukasz Zuk", "", true},
		{"Sinéad O’Shea", "Sinead O'Shea", "", true},
		{"OBA President Mira Holt", "Mira Holt", "", true},
		{"OBA President Mira Holt", "Mira R. Holt", "", true},
		{"OBA President Mira Q. Holt", "Mira R. Holt", "", false},
		{"President Mira Holt", "Mira Holt", "", false},
		{"President Mira Holt", "Mira Holt", "president of the harbour board", true},
		{"Anna Mira Holt", "Mira Holt", "", false}, // may be her mother
		{"Mira Holt", "Jon Holt", "", false},
		{"Holt", "Mira Holt", "", false}, // only in one article: Fits
		{"Harbour Court", "Harbour Appeals Court", "", false},
		{"Office of Ports", "Office of Small Ports", "", false},
		{"Jan van Holt", "Van Holt", "", false},
		{"Мира Хольт", "МИРА ХОЛЬТ", "", true},
		{"山田花子", "山田花子", "", true},
		{"山田花子", "山田太郎", "", false},
		{"a spokesman for the port", "a spokesman for the court", "", false},
	} {
		a, b := ParseName(c.a), ParseName(c.b)
		if c.same && !a.Shares(b.Key) {
			t.Errorf("%q and %q share no word", c.a, c.b)
		}
		if a.Same(b, c.role) != c.same || b.Same(a, c.role) != c.same {
			t.Errorf("%q and %q (%s): same %v", c.a, c.b, c.role, !c.same)
		}
	}
}

func TestBareNamesOfAnArticle(t *testing.T) {
	for _, c := range []struct {
		bare, full string
		fits       bool
	}{
		{"Holt", "Mira Holt", true},
		{"Mira", "Mira Holt", true},
		{"Dr. Holt", "Mira Holt", true},
		{"M. Holt", "Mira Holt", true},
		{"J. Holt", "Mira Holt", false},
		{"van der Holt", "Jan van der Holt", true},
		{"Van der Holt", "Jan van der Holt", true},
		{"Holt", "Jan van der Holt", true},
		{"Mira Holt", "Anna Mira Holt", false},
		{"Holt", "Mira Holton", false},
		{"Holt", "Holt", false},
		{"a driver", "Mira Driver", false},
	} {
		if got := ParseName(c.bare).Fits(ParseName(c.full)); got != c.fits {
			t.Errorf("%q fits %q: %v", c.bare, c.full, got)
		}
	}
}

func TestTheNameThatIsShown(t *testing.T) {
	best := ParseName("Holt")
	for _, n := range []string{"M. Holt", "OBA President Mira Holt", "Mira R. Holt", "Mira Holt", "Holt", "President Mira Holt"} {
		if p := ParseName(n); p.Better(best) {
			best = p
		}
	}
	if best.Key != "mira holt" {
		t.Errorf("shown is %q", best.Key)
	}
}

func TestAsked(t *testing.T) {
	for _, c := range []struct {
		query, name string
		want        bool
	}{
		{"holt", "Mira Holt", true},
		{"hol", "Mira Holt", true},
		{"ho", "Mira Holt", false},
		{"mira holt", "Mira R. Holt", true},
		{"muller", "Zoë Müller", true},
		{"Müller", "Zoe Muller", true},
		{"olt", "Mira Holt", false},
		{"", "Mira Holt", false},
		{"花子", "山田花子", true},
		{"子花", "山田花子", false},
		{"지훈", "김지훈은", true},
	} {
		if got := Asked(c.query, c.name); got != c.want {
			t.Errorf("%q asks for %q: %v", c.query, c.name, got)
		}
	}
}

func TestParseQuoteQuery(t *testing.T) {
	now := time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)
	for in, want := range map[string]QuoteQuery{
		"":                         {},
		"rates ports":              {Words: "rates ports"},
		"speaker:holt rates":       {Speaker: "holt", Words: "rates"},
		`Speaker:"Mira Holt"`:      {Speaker: "Mira Holt"},
		"since:7d":                 {Since: now.AddDate(0, 0, -7)},
		"since:7 ports":            {Words: "ports"},
		"publisher:courier text:x": {Publisher: "courier", Text: "x"},
		"10:30":                    {Words: "10:30"},
	} {
		if got := ParseQuoteQuery(in, now); got != want {
			t.Errorf("%q: %+v", in, got)
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("Dr. Mira R. Holt Jr.", "van Holt")
	f.Add("\xffΑ̈ ’", "—.")
	f.Fuzz(func(t *testing.T, a, b string) {
		p, q := ParseName(a), ParseName(b)
		if !p.Same(p, "") {
			t.Fatalf("%q is not itself", a)
		}
		if p.Same(q, "") && !p.Shares(q.Key) {
			t.Errorf("%q and %q are one and share no word", a, b)
		}
		if p.Same(q, "") != q.Same(p, "") {
			t.Fatalf("%q and %q: one way only", a, b)
		}
		if p.Fits(q) && (p.Full() && p.Same(q, "") || !q.Full()) {
			t.Fatalf("%q fits %q, and is it, too", a, b)
		}
		if f := FoldName(a); FoldName(f) != f {
			t.Fatalf("%q folds to %q to %q", a, f, FoldName(f))
		}
	})
}

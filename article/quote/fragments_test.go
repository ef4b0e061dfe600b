package quote

import "testing"

// TestFragments tells what somebody calls an object, which is a mixed quote,
// from the writer's own marks.
func TestFragments(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Ada Pell called the plan “reckless” and promised a vote.", "Ada Pell: reckless"},
		{"en", "Ada Pell called Oren Vale a “coward” on Monday.", "Ada Pell: coward"},
		{"en", "Ada Pell dismissed the report as “nonsense” and left.", "Ada Pell: nonsense"},
		{"en", "Ada Pell said she was “torn” over the bridge.", "Ada Pell: torn"},
		{"en", "Ada Pell called the “smart” meters a mistake.", ""},
		{"en", "Ada Pell called for the “Open Harbour” fund to be closed.", ""},
		{"en", "The valley, called “the bowl” by its neighbours, was dry.", ""},
		{"de", "Ada Pell nannte die Absage einen „Fehler“.", "Ada Pell: Fehler"},
		{"de", "Auch die Ministerin Ada Pell bezeichnete den Plan als „mutlos“.", "Ada Pell: mutlos"},
		{"de", "Ada Pell riet zu „Ruhe und Geduld“.", "Ada Pell: Ruhe und Geduld"},
		{"de", "Thomas Wieland sagte am Montag ab. Er müsse die Boote „aus diesem kalten Hafen“ holen.", "Thomas Wieland: aus diesem kalten Hafen"},
		{"de", "Die Lieder werden von Thomas Wieland als „Perlen der Küste“ bezeichnet.", "Thomas Wieland: Perlen der Küste"},
		{"de", "So ein Boot nennt man einen „Kutter“.", ""},
		{"de", "Der Verein traf sich im „Haus der alten Segler am Hafen“ und sang.", ""},
	} {
		got := ""
		if us := utterances(c.text, InText(c.text, c.lang)); len(us) > 0 {
			got = us[0]
		}
		if got != c.want {
			t.Errorf("%q:\n got  %q\n want %q", c.text, got, c.want)
		}
	}
}

// TestGerman follows the subjects of German clauses.
func TestGerman(t *testing.T) {
	for _, c := range []struct{ text, speaker, role string }{
		{"„Wir warten auf den Wind und auf sonst nichts“, sagte Kämmerer Thomas Wieland.", "Thomas Wieland", "Kämmerer"},
		{"„Wir warten auf den Wind und auf sonst nichts“, sagte Wirtin Frieda Petersen.", "Frieda Petersen", "Wirtin"},
		{"„Wir warten auf den Wind und auf sonst nichts“, zitiert das Blatt den Hafenmeister.", "den Hafenmeister", ""},
		{"Auch der Kapitän Thomas Wieland griff den Rat an. Auch der Kapitän Thomas Wieland warnte den Rat: „Wir warten nicht mehr lange.“", "Thomas Wieland", "Kapitän"},
		{"Thomas Wieland verließ den Saal. Den Rat warnte er: „Wir warten nicht mehr lange.“", "Thomas Wieland", ""},
		{"Der Kapitän Thomas Wieland fragte: „Was spricht dagegen, den Kran zu prüfen?“ Die Reederei forderte Ruhe.", "Thomas Wieland", "Kapitän"},
		{"Die Reederei gab dazu bekannt: „Der Kran wird im Mai geprüft.“", "Die Reederei", ""},
		{"Thomas Wieland erklärte, er habe nichts gewusst. Der Vertrag sei „von Anfang an nichtig“.", "Thomas Wieland", ""},
	} {
		qs := InText(c.text, "de")
		if len(qs) == 0 || qs[0].Speaker != c.speaker || qs[0].Role != c.role || qs[0].Kind == "term" {
			t.Errorf("%q: %+v, want %q (%q)", c.text, qs, c.speaker, c.role)
		}
	}
}

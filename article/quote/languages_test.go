package quote

import (
	"fmt"
	"strings"
	"testing"

	"pullquote/article"
)

// said is one quote as a test expects it: its first words, speaker and cue.
type said struct{ words, speaker, cue string }

func spoken(text, lang string) []string {
	var out []string
	for _, q := range InText(text, lang) {
		if q.Kind == article.Term {
			continue
		}
		for _, r := range q.Spans {
			out = append(out, fmt.Sprintf("%s|%s|%s", text[r.Start:r.End], q.Speaker, q.Cue))
		}
	}
	return out
}

func TestLanguages(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       []said
	}{
		{"en", "“We sold the last boat in March,” said Orla Finnegan, a harbour master. “Nobody cried,” she added.",
			[]said{{"We sold the last boat in March,", "Orla Finnegan", "said"}, {"Nobody cried,", "Orla Finnegan", "added"}}},
		{"en", "Tobias Renner, who runs the bakery, said he was “appalled”. The film “A Quiet Oven” opens on Monday.",
			[]said{{"appalled", "Tobias Renner", "said"}}},
		{"en", "According to Mira Holt, the wall was “older than the village it protects”.",
			[]said{{"older than the village it protects", "Mira Holt", "According to"}}},
		{"de", "„Der Brunnen ist seit Ostern trocken“, sagte Bürgermeisterin Hanna Kessler. Das Buch „Der letzte Eimer“ erscheint im Mai.",
			[]said{{"Der Brunnen ist seit Ostern trocken", "Hanna Kessler", "sagte"}}},
		{"de", "Im Stadtrat erklärte Jonas Wiedemann: „Wir bauen die Brücke trotzdem.“",
			[]said{{"Wir bauen die Brücke trotzdem.", "Jonas Wiedemann", "erklärte"}}},
		{"fr", "« Le pont tiendra cent ans », assure Louise Garnier, ingénieure. « Au moins », ajoute-t-elle.",
			[]said{{"Le pont tiendra cent ans", "Louise Garnier", "assure"}, {"Au moins", "Louise Garnier", "ajoute"}}},
		{"fr", "Selon Marc Delorme, la route est « fermée jusqu’au printemps prochain ».",
			[]said{{"fermée jusqu’au printemps prochain", "Marc Delorme", "Selon"}}},
		{"es", "«La lluvia llegó tarde y mal», dijo la alcaldesa Rosa Montalbán. «Y sin avisar», añadió.",
			[]said{{"La lluvia llegó tarde y mal", "Rosa Montalbán", "dijo"}, {"Y sin avisar", "Rosa Montalbán", "añadió"}}},
		{"es", "—No pienso volver —dijo Elvira Santos—. Ni loca.",
			[]said{{"No pienso volver", "Elvira Santos", "dijo"}, {"Ni loca.", "Elvira Santos", "dijo"}}},
		{"it", "«La piazza è di tutti», ha detto la sindaca Carla Benedetti. «Anche dei piccioni», ha aggiunto.",
			[]said{{"La piazza è di tutti", "Carla Benedetti", "detto"}, {"Anche dei piccioni", "Carla Benedetti", "aggiunto"}}},
		{"pt", "“O rio subiu três metros numa noite”, contou Marta Figueira, moradora da ilha.",
			[]said{{"O rio subiu três metros numa noite", "Marta Figueira", "contou"}}},
		{"nl", "‘De dijk houdt het niet nog een winter’, zegt Sanne Kuipers. ‘Dat weet iedereen’, zegt ze.",
			[]said{{"De dijk houdt het niet nog een winter", "Sanne Kuipers", "zegt"}, {"Dat weet iedereen", "Sanne Kuipers", "zegt"}}},
		{"sv", "– Isen bar inte i år, säger Nils Forsberg.",
			[]said{{"Isen bar inte i år", "Nils Forsberg", "säger"}}},
		{"da", "»Vi lukker først, når den sidste gæst er gået,« siger Kirsten Lund.",
			[]said{{"Vi lukker først, når den sidste gæst er gået,", "Kirsten Lund", "siger"}}},
		{"nb", "– Fjorden frøs i natt, forteller Gunnar Vik.",
			[]said{{"Fjorden frøs i natt", "Gunnar Vik", "forteller"}}},
		{"fi", "”Järvi on nyt puhdas”, sanoo tutkija Sanna Lehto.",
			[]said{{"Järvi on nyt puhdas", "Sanna Lehto", "sanoo"}}},
		{"pl", "„Most jest gotowy od wczoraj” – powiedział Tomasz Zieliński.",
			[]said{{"Most jest gotowy od wczoraj", "Tomasz Zieliński", "powiedział"}}},
		{"cs", "„Řeka zamrzla přes noc,“ řekla Lenka Horáková.",
			[]said{{"Řeka zamrzla přes noc,", "Lenka Horáková", "řekla"}}},
		{"ru", "«Мы закрываем мост на зиму», — сообщила Нина Орлова.",
			[]said{{"Мы закрываем мост на зиму", "Нина Орлова", "сообщила"}}},
		{"ru", "— Снег выпал ночью, — сказал Олег Белов. — Утром он растаял.",
			[]said{{"Снег выпал ночью", "Олег Белов", "сказал"}, {"Утром он растаял.", "Олег Белов", "сказал"}}},
		{"uk", "«Міст закрили на зиму», — повідомила Олена Шевчук.",
			[]said{{"Міст закрили на зиму", "Олена Шевчук", "повідомила"}}},
		{"hu", "– A híd már kész – mondta Kovács Anna.",
			[]said{{"A híd már kész", "Kovács Anna", "mondta"}}},
		{"ro", "„Podul este gata de ieri”, a declarat Elena Dumitrescu.",
			[]said{{"Podul este gata de ieri", "Elena Dumitrescu", "declarat"}}},
		{"tr", "“Köprü dün açıldı” dedi Zeynep Aksoy.",
			[]said{{"Köprü dün açıldı", "Zeynep Aksoy", "dedi"}}},
		{"el", "«Η γέφυρα άνοιξε χθες», δήλωσε ο δήμαρχος Νίκος Παπάς.",
			[]said{{"Η γέφυρα άνοιξε χθες", "Νίκος Παπάς", "δήλωσε"}}},
		{"id", "“Jembatan itu dibuka kemarin,” kata Dewi Kartika.",
			[]said{{"Jembatan itu dibuka kemarin,", "Dewi Kartika", "kata"}}},
		{"ja", "町長の森田花子さんは「橋は昨日ようやく開通した」と述べた。",
			[]said{{"橋は昨日ようやく開通した", "森田花子", "述べた"}}},
		{"zh", "镇长周丽萍表示：“大桥昨天已经通车。”",
			[]said{{"大桥昨天已经通车。", "周丽萍", "表示"}}},
		{"ko", "최은주 시장은 \"다리가 어제 마침내 열렸다\"고 말했다.",
			[]said{{"다리가 어제 마침내 열렸다", "최은주", "말했다"}}},
		{"ar", "«الجسر مفتوح منذ أمس صباحا»، قال رئيس البلدية سامي خوري.",
			[]said{{"الجسر مفتوح منذ أمس صباحا", "سامي خوري", "قال"}}},
		{"he", "\"הגשר נפתח אתמול בבוקר\", אמרה ראש העיר נועה ברק.",
			[]said{{"הגשר נפתח אתמול בבוקר", "נועה ברק", "אמרה"}}},
		{"hi", "मेयर सुनीता वर्मा ने कहा, “पुल कल सुबह आखिर खुल गया।”",
			[]said{{"पुल कल सुबह आखिर खुल गया।", "सुनीता वर्मा", "कहा"}}},
	} {
		want := make([]string, len(c.want))
		for i, w := range c.want {
			want[i] = w.words + "|" + w.speaker + "|" + w.cue
		}
		if got := spoken(c.text, c.lang); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: %s\n got  %q\n want %q", c.lang, c.text, got, want)
		}
	}
}

// A text of a language without rules keeps its quotes and names nobody.
func TestUnknownLanguage(t *testing.T) {
	got := spoken("“Zubia atzo goizean ireki zuten azkenean,” esan zuen Ane Etxeberriak.", "eu")
	if len(got) != 1 || !strings.HasSuffix(got[0], "||") {
		t.Errorf("got %q", got)
	}
}

func TestGuess(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "The bridge was closed for the winter, and that is what they said.",
		"de": "Die Brücke ist nicht mehr sicher und wurde gestern von der Stadt geschlossen.",
		"fr": "Le pont est fermé pour les travaux, mais une route est ouverte dans la vallée.",
		"sv": "Bron är inte öppen och det är för att isen har kommit till sjön.",
		"ru": "Мост закрыли на зиму.", "uk": "Міст закрили на зиму, бо лід ще її тримає.",
		"ja": "橋は冬のあいだ閉鎖される。", "zh": "大桥在冬天关闭。", "": "Xyzzy plugh",
	} {
		if got := guess(text); got != lang {
			t.Errorf("guess(%q) = %q, want %q", text, got, lang)
		}
	}
}

// Every section of every data file is known: a misspelt head would be lost.
func TestDataFiles(t *testing.T) {
	known := map[string]bool{"settings": true, "phrases": true, "sourcephrases": true, "termphrases": true, "ownsources": true, "objects": true, "definites": true, "views": true, "abbreviations": true,
		"titlenouns": true, "ends": true, "roleends": true, "pastends": true, "surnames": true, "joined": true, "stopstarts": true, "peopleends": true, "asideends": true, "offices": true, "jobends": true, "malecases": true, "femalecases": true, "genitive": true, "postcases": true, "pastfemale": true, "pastmale": true, "orgends": true, "elided": true, "suffixes": true, "questions": true, "answers": true}
	files, err := dataFiles.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := dataFiles.ReadFile("data/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			if s := strings.Trim(line, "[]"); strings.HasPrefix(line, "[") && !known[s] && classNames[s] == 0 {
				t.Errorf("%s: unknown section %s", f.Name(), line)
			}
			if strings.ToLower(line) != line && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "nach") && f.Name() != "de.txt" {
				t.Errorf("%s: capitals in %q", f.Name(), line)
			}
		}
	}
	for tag := range languages {
		l := languageOf(tag)
		if l == nil || len(l.words) == 0 {
			t.Errorf("no words for %s", tag)
		}
	}
}

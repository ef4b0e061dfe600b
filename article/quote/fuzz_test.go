package quote

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pullquote/article"
)

// check fails unless the quotes keep their promises: spans inside the text,
// not over a line, in order, without overlap.
func check(t *testing.T, text string, qs []article.Quote) {
	t.Helper()
	end := 0
	for _, q := range qs {
		if len(q.Spans) == 0 {
			t.Fatal("a quote without spans")
		}
		for _, r := range q.Spans {
			if r.Start < end || r.End <= r.Start || r.End > len(text) {
				t.Fatalf("span %v after %d in %d bytes", r, end, len(text))
			}
			end = r.End
			if strings.ContainsAny(text[r.Start:r.End], "\n\r\u2028\u2029") {
				t.Fatalf("span over a line: %q", text[r.Start:r.End])
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[r.Start:r.End]) {
				t.Fatalf("span inside a rune: %q", text[r.Start:r.End])
			}
		}
		if q.Mention.Start < 0 || q.Mention.End > len(text) || q.Mention.Len() < 0 {
			t.Fatalf("mention %v in %d bytes", q.Mention, len(text))
		}
		if q.Speaker == "" && q.Sure != 0 || q.Sure < 0 || q.Sure > 3 {
			t.Fatalf("sure %d for speaker %q", q.Sure, q.Speaker)
		}
	}
}

func FuzzInText(f *testing.F) {
	for _, s := range []string{
		"“We left,” said Ada Pell. “At dawn,” she added.", "\"A\" \"B\" 'C' ''D'' ``E''", "„Nein“, sagte er. »Doch«", "« Oui », dit-il.\n— Non, répondit Anne.",
		"—No —dijo Eva—. Sí.", "「はい」と田中さんは述べた。", "市长说：“好。”", "“open\n“open\nclosed”", "’’’‘‘‘", "Ada Pell sails.\nQ: Why?\nA: I do.\nQ: And?\nA: “I” am.", "PELL: I go.\nVALE: I stay.\nPELL: “No.”\nVALE: Yes.", "A. B. C. said “x y z w v u” who said and said", "Mr. Mr. Mr. “", "“a”“b”“c”",
		"« Oui, dit Anne, et non. »", "«Да, — сказал Олег. — Нет».", "Tu viens. – Non. – Si, dit-il. – Bien. Elle sortit. – Moi ?", "남 씨는 \"네\"라고 말했다.", "قال سامي: «نعم».", "राम ने कहा, “हाँ।”", "Sa réponse : « Oui. »", "Karl IV. „ist“ am 3. Mai.", "Az „igen” – mondta Nagy Éva.",
	} {
		for _, l := range []string{"", "en", "de", "fr", "ja", "ko", "ar", "hi", "hu", "xx"} {
			f.Add(s, l)
		}
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		check(t, text, InText(text, lang))
	})
}

// hostile are texts that would be slow for an algorithm that is not linear.
func hostile(n int) map[string]string {
	return map[string]string{
		"openers":   strings.Repeat("“", n),
		"closers":   strings.Repeat("”", n),
		"straight":  strings.Repeat("\"", n),
		"spaced":    strings.Repeat("\" ", n),
		"singles":   strings.Repeat("‘a’ ", n/4),
		"open":      strings.Repeat("“a ", n/4),
		"lowered":   strings.Repeat("„a ", n/4),
		"capitals":  "“x y z,” said " + strings.Repeat("Abc ", n/4),
		"one word":  "“x y z,” said " + strings.Repeat("a", n),
		"said":      "“x y z,” " + strings.Repeat("and said ", n/8),
		"quotes":    strings.Repeat("“a b c d,” said Ada Pell. ", n/24),
		"same line": strings.Repeat("“a b,” ", n/8),
		"commas":    "“x y z,” said " + strings.Repeat(", Ada", n/5),
		"he":        "Ada Pell left. " + strings.Repeat("“x y z,” he said. ", n/18),
		"dashes":    strings.Repeat("— A, — said B. ", n/16),
		"lines":     strings.Repeat("“a\n", n/4),
		"dialogue":  strings.Repeat("Ada Pell: I go.\nTom Vale: You go.\nOn and on.\n", n/45),
		"letters":   "Ada Pell sails.\n" + strings.Repeat("Q: Why?\nA: I go.\n", n/18),
		"signed":    strings.Repeat("“We go.”\n— Ada Pell\n", n/24),
		"inline":    strings.Repeat("Tu viens. — Non, dit Ada. ", n/26),
		"incises":   "« " + strings.Repeat("a, dit Ada, ", n/12) + " »",
		"inner":     "«" + strings.Repeat("а, — сказал Олег, — ", n/34) + "»",
		"statement": "Ada Pell " + strings.Repeat("her verdict ", n/12) + ": “x y z.”",
		"labels":    strings.Repeat("Ada: “x.” ", n/12),
		"terms":     strings.Repeat("„Aa“, ", n/10),
		"ordinals":  strings.Repeat("3. Mai ", n/7),
		"particles": strings.Repeat("김 씨는 \"네\"고 ", n/24),
		"verbs":     strings.Repeat("“好的的的”他说，", n/30),
		"blanks":    "“a b c d e f,” said Ada" + strings.Repeat(" ", n),
		"brackets":  "“x y z,” said Ada " + strings.Repeat("(", n),
	}
}

// TestLinear counts the work, not the time: the tokens, sentences and spans
// made of a text four times as long are at most about four times as many, and
// the searches inside a sentence are bounded by its longest length.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts in one goroutine")
	}
	small, large := hostile(4000), hostile(16000)
	for name := range small {
		for _, lang := range []string{"en", "de", "fr", "ru", "tr", "zh", "ko", "ar"} {
			a, b := steps(small[name], lang), steps(large[name], lang)
			if b > 5*a+2000 {
				t.Errorf("%s, %s: %d steps for the text, %d for four times as much", name, lang, a, b)
			}
			check(t, large[name], InText(large[name], lang))
		}
	}
}

// steps is what one text makes the analysis do.
func steps(text, lang string) int {
	a := &analysis{text: text, units: linesOf(text), l: languageOf(lang)}
	a.run(nil)
	return a.steps
}

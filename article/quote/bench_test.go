package quote

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// story is a news item of one's own, the text of the benchmarks.
const story = `COLD HARBOUR — The pier that fell in the January storm will be rebuilt by the spring, the mayor told the council on Monday night, in a meeting that lasted five hours.
“We start on Monday,” said Mayor Ada Pell, who took office in May. “The pier is first, and the market is second.”
The engineer Ines Calder, a native of the town, was less sure. The bolts had not been made for such a sea, she said, and nobody had looked at them since the harbour was dredged. “They are older than I am,” she told reporters. “They will outlive the budget of any council that I have met.”
According to Oren Vale, a banker, the money is “there, on paper at least”. His bank gave a loan of $3.2 million for the first pier in 1987; it was paid back in eleven years. Mr. Vale declined to say whether it would lend again.
The storm of 9 January took forty metres of planks, two cranes and a kiosk. Ida Spence, whose kiosk it was, sells coffee from a van now. “Nobody asked for my opinion,” Spence said, “and so I give it with the coffee.” She calls the plan “a gift to concrete”.
The so-called “pier tax”, a levy of two per cent on moorings, was voted down in February. A film about the old pier, “Slack Water”, opens on Friday.
Fishing went on all winter from the beach. It is slow work: the boats are drawn up by hand, the catch is carried over the shingle, and half of the crews have gone to other harbours along the coast until there is a place to land again.
`

// megabyte is the story as often as fills a megabyte.
func megabyte() string { return strings.Repeat(story, 1<<20/len(story)+1) }

// BenchmarkBarePass reads every rune and does nothing else: what the others are
// measured against.
func BenchmarkBarePass(b *testing.B) {
	text := megabyte()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		n := 0
		for i := 0; i < len(text); {
			_, w := utf8.DecodeRuneInString(text[i:])
			i += w
			n++
		}
		if n == 0 {
			b.Fatal("nothing read")
		}
	}
}

// BenchmarkDetect finds the marks and pairs them.
func BenchmarkDetect(b *testing.B) {
	text := megabyte()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		a := &analysis{text: text, units: linesOf(text), l: languageOf("en")}
		if a.detect(nil); len(a.spans) == 0 {
			b.Fatal("no quotes")
		}
	}
}

// BenchmarkInText finds the quotes and who spoke them, article by article as a
// reader does.
func BenchmarkInText(b *testing.B) {
	b.SetBytes(int64(len(story)))
	for b.Loop() {
		if len(InText(story, "en")) == 0 {
			b.Fatal("no quotes")
		}
	}
}

// BenchmarkMegabyte is the same for one article of a megabyte.
func BenchmarkMegabyte(b *testing.B) {
	text := megabyte()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		InText(text, "en")
	}
}

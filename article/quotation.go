package article

// QuoteKind says what the words between the marks are.
type QuoteKind string

// The kinds of quote. Only Direct and Mixed are counted, jumped between and
// highlighted by default; a Term (a title, a term, a scare quote) is not.
const (
	Direct QuoteKind = "direct" // the whole utterance is in marks
	Mixed  QuoteKind = "mixed"  // marks inside indirect speech: she called it “a farce”
	Term   QuoteKind = "term"   // a title, a term, a scare quote
)

// Quote is one utterance: its words, who spoke them and how the article says
// so.
type Quote struct {
	// Spans are the words between the marks, marks and edge blanks left out,
	// in order. One utterance that an incise interrupts (“A,” she said, “B.”)
	// or that runs over paragraphs has several; none runs over a block.
	Spans []Range
	// Speaker is the full name as the article gives it anywhere, or a nominal
	// ("a spokesman for the firm") where no name is given. "" is a proper
	// answer: nobody is named.
	Speaker string
	// Role is what the article says the speaker is: "a spokesman for the
	// Kremlin". "" where it says nothing.
	Role string
	// Cue is the reporting verb or phrase as it stands: "said", "according to".
	Cue string
	// Mention is the words that name the speaker beside the quote ("He",
	// "Peskov"); empty where none stand there.
	Mention Range
	Kind    QuoteKind
	// Sure is how sure the attribution is: 3 the cue stands beside the quote,
	// 2 in the same sentence, 1 carried over, 0 nobody.
	Sure int
}

// Start is the offset of the first word of the quote.
func (q Quote) Start() int {
	if len(q.Spans) == 0 {
		return 0
	}
	return q.Spans[0].Start
}

// End is the offset just behind the last word of the quote.
func (q Quote) End() int {
	if len(q.Spans) == 0 {
		return 0
	}
	return q.Spans[len(q.Spans)-1].End
}

// Gap stands in a quote's text for what lies between two of its spans.
const Gap = " … "

// QuoteText is the quote's words, its spans joined by Gap.
func (d *Document) QuoteText(q Quote) string {
	s := ""
	for i, r := range q.Spans {
		if i > 0 {
			s += Gap
		}
		s += d.Of(r)
	}
	return s
}

// Spoken are the quotes that count: all but terms, in reading order.
func (d *Document) Spoken() []Quote {
	var qs []Quote
	for _, q := range d.Quotes {
		if q.Kind != Term {
			qs = append(qs, q)
		}
	}
	return qs
}

// Speakers are the distinct speakers of the spoken quotes in order of their
// first quote; an unattributed quote counts for none. The position of a
// speaker in it decides the speaker's colour.
func (d *Document) Speakers() []string {
	var names []string
	seen := map[string]bool{}
	for _, q := range d.Quotes {
		if q.Kind == Term || q.Speaker == "" || seen[q.Speaker] {
			continue
		}
		seen[q.Speaker] = true
		names = append(names, q.Speaker)
	}
	return names
}

package ui

import (
	"strings"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/layout"
	"pullquote/ui/pager"
	"pullquote/ui/prompt"
	"pullquote/ui/quotes"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// showQuotes lays the article's quotes over it.
func (m *Model) showQuotes(d *article.Document) tea.Cmd {
	if d == nil || len(d.Spoken()) == 0 {
		return m.say("Nobody is quoted in this article.")
	}
	m.layers.Push(quotes.Of(d, m.pager.Quote(), m.o.Keys))
	return nil
}

// storedQuotes opens the screen of stored quotes.
func (m *Model) storedQuotes() tea.Cmd {
	m.quotes = quotes.New(quotes.Options{Keys: m.o.Keys, Styles: m.styles, Method: m.method, Now: m.o.Now})
	m.arrange()
	return m.readQuotes()
}

// below is an article as it was left for the quotes of a speaker in it, or for
// the page of a link, and the screen of quotes that it was opened from.
type below struct {
	reading *library.Opened
	pager   *pager.Pager
	quotes  *quotes.Quotes
}

// maxBelow bounds how deep one may go from article to speaker to article.
const maxBelow = 20

// leave puts the open article below what is shown next.
func (m *Model) leave() tea.Cmd {
	keep := m.keepPlace()
	if len(m.below) == maxBelow {
		m.below = m.below[1:]
	}
	m.below = append(m.below, below{m.reading, m.pager, m.quotes})
	m.pager = m.newPager()
	return keep
}

// everything shows all stored quotes of a speaker; closing it comes back to the
// article, at the same place.
func (m *Model) everything(v feeds.Voice) tea.Cmd {
	var keep tea.Cmd
	if m.reading != nil {
		keep = m.leave()
		m.reading, m.focus = nil, onList
	}
	m.quotes = quotes.New(quotes.Options{Keys: m.o.Keys, Styles: m.styles, Method: m.method, Now: m.o.Now})
	m.quotes.ShowVoice(v)
	m.arrange()
	return tea.Batch(keep, m.readQuotes())
}

// surface comes back to the article that was left last.
func (m *Model) surface() tea.Cmd {
	last := m.below[len(m.below)-1]
	m.below = m.below[:len(m.below)-1]
	m.reading, m.pager, m.quotes, m.focus = last.reading, last.pager, last.quotes, onReader
	m.repaint() // the look may have changed meanwhile
	m.arrange()
	return m.more()
}

// readQuotes asks for what the screen of quotes lacks. A page more waits for the
// one under way; a list anew does not.
func (m *Model) readQuotes() tea.Cmd {
	if m.quotes == nil {
		return nil
	}
	w, lacks := m.quotes.Want()
	if !lacks || w.More && m.slots.quotes.Busy() {
		return nil
	}
	read := m.desk.Quotes(m.slots.quotes.Begin(m.desk.Ctx), work.QuotesAsk(w))
	if w.More || w.Peek {
		return read
	}
	return tea.Batch(read, m.desk.CountQuotes(m.slots.quoteCount.Begin(m.desk.Ctx), m.quotes.Query(), quotes.Most))
}

// quotesPaused comes when typing the quotes' filter rests.
func (m *Model) quotesPaused(n int) tea.Cmd {
	if n != m.answer {
		return nil
	}
	return m.readQuotes()
}

func (m *Model) quotesRead(r work.QuotesRead) tea.Cmd {
	if !m.slots.quotes.Finish(r.Token) || m.quotes == nil {
		return nil
	}
	if r.Err != nil {
		return m.fail("The quotes cannot be read", r.Err)
	}
	if r.Ask.Voices {
		m.quotes.SetVoices(quotes.Want(r.Ask), r.Voices, r.Last)
	} else {
		m.quotes.SetQuotes(quotes.Want(r.Ask), r.Quotes, r.Last)
	}
	return m.readQuotes()
}

func (m *Model) quotesCounted(r work.QuotesCounted) tea.Cmd {
	if !m.slots.quoteCount.Finish(r.Token) || m.quotes == nil {
		return nil
	}
	if r.Err != nil {
		return m.fail("The quotes cannot be counted", r.Err)
	}
	m.quotes.SetTotal(r.Total)
	return nil
}

// keepQuote saves a quote with its note, or lets it go; U takes it back.
func (m *Model) keepQuote(in intent.SaveQuote) tea.Cmd {
	if in.Let {
		return m.write(m.desk.UnsaveQuote(in.Quote, false))
	}
	return m.write(m.desk.SaveQuote(in.Was, in.Quote, false))
}

// askNote asks for the note on a quote; none at all is an answer, too.
func (m *Model) askNote(q feeds.StoredQuote) tea.Cmd {
	title := "Note"
	if q.Speaker != "" {
		title += " · " + m.cut(q.Speaker, 40)
	}
	m.layers.Push(prompt.NewLine(prompt.Line{
		Title: title, Hint: "Enter keeps it · Esc leaves it as it was", Empty: true,
		Answer: func(s string) intent.Intent {
			noted := q
			noted.Note = s
			return intent.SaveQuote{Quote: noted, Was: q}
		},
	}, m.o.Keys, q.Note))
	return nil
}

// quoteKept shows how a quote is kept now, and how to take it back.
func (m *Model) quoteKept(r work.QuoteKept) tea.Cmd {
	cmds := []tea.Cmd{m.written()}
	if r.Err != nil {
		return tea.Batch(append(cmds, m.fail("The quote could not be saved", r.Err))...)
	}
	m.pager.SetSaved(r.Now)
	if m.quotes != nil {
		m.quotes.SetSaved(r.Now)
	}
	if r.Silent {
		if m.quotes != nil { // it may belong where it was not
			m.quotes.Stale(&r.Now)
			cmds = append(cmds, m.readQuotes())
		}
		return tea.Batch(cmds...)
	}
	k := m.o.Keys
	was := r.Was
	all := "In the list " + k.First(keys.Quotes) + " and then " + k.First(keys.StarredOnly) + " show all."
	said, undone := "", ""
	switch {
	case !r.Now.Saved():
		said, undone = "Let the quote go. "+k.First(keys.Undo)+" takes it back.", "the quote is saved again"
	case !was.Saved():
		said, undone = "Saved. "+k.First(keys.Note)+" writes a note. "+all, "the quote is not saved"
		if r.Now.Note != "" {
			said = "Saved with its note. " + all
		}
	default:
		said, undone = "The note is kept.", "the note is as it was"
	}
	m.remember(undo{quote: &quoteUndo{was: was, now: r.Now}, what: undone})
	return tea.Batch(append(cmds, m.say(said))...)
}

// quoteUndo is a quote before and after a change of how it is kept.
type quoteUndo struct{ was, now feeds.StoredQuote }

// undoQuote keeps a quote as it was kept.
func (m *Model) undoQuote(u quoteUndo) tea.Cmd {
	if u.was.Saved() {
		return m.write(m.desk.SaveQuote(u.now, u.was, true))
	}
	return m.write(m.desk.UnsaveQuote(u.now, true))
}

// --- writing quotes out ----------------------------------------------------

// export writes quotes to a file or the clipboard; where to is asked first.
func (m *Model) export(q feeds.QuoteQuery, to string) tea.Cmd {
	if to != "" {
		return tea.Batch(m.desk.Export(m.slots.export.Begin(m.desk.Ctx), q, to), m.say("Writing … Esc stops it."))
	}
	m.layers.Push(prompt.NewLine(prompt.Line{
		Title: "Write the quotes shown", Label: "to ", Hint: "Tab completes · Enter writes · Esc closes",
		Complete: exports,
		Answer:   func(s string) intent.Intent { return intent.Export{Query: q, To: s} },
	}, m.o.Keys, ""))
	return nil
}

// exports are the places and forms that quotes may be written to.
func exports(text string) []prompt.Item {
	text = strings.TrimSpace(text)
	name := text
	if i := strings.LastIndexByte(text, '.'); i > strings.LastIndexByte(text, '/') {
		name = text[:i]
	}
	if name == "" {
		name = "quotes"
	}
	all := []prompt.Item{
		{Text: name + ".md", Note: "Markdown: to read, or for notes"},
		{Text: name + ".json", Note: "JSON: one array"},
		{Text: name + ".csv", Note: "CSV: for a spreadsheet"},
	}
	if strings.HasPrefix(work.Clipboard, text) {
		all = append(all, prompt.Item{Text: work.Clipboard, Note: "Markdown, to be pasted"})
	}
	var out []prompt.Item
	for _, it := range all {
		if strings.HasPrefix(it.Text, text) {
			out = append(out, it)
		}
	}
	return out
}

func (m *Model) exported(r work.Exported) tea.Cmd {
	if !m.slots.export.Finish(r.Token) {
		return nil
	}
	switch {
	case r.Err != nil:
		return m.fail("The quotes were not written", r.Err)
	case r.N == 0 && r.To == "":
		return m.say("There is nothing to copy.")
	case r.To == "":
		return m.copy(r.Text, plural(r.N, "quote", "quotes"))
	}
	return m.say("Wrote " + plural(r.N, "quote", "quotes") + " to " + r.To + ".")
}

// --- background work -------------------------------------------------------

// tended shows how far the background work is. Articles whose quotes it found
// have them counted in the list.
func (m *Model) tended(r work.Tended) tea.Cmd {
	was := m.tending
	m.tending = r.Work
	if was.What != library.Prefetching && was.What != library.Gleaning || was == r.Work {
		return r.Next()
	}
	m.fetching.stale = true
	if m.fetching.settling {
		return r.Next()
	}
	return tea.Batch(r.Next(), m.settle())
}

// tendingMark is background work told beside the keys.
func (m *Model) tendingMark(w int) string {
	t := m.tending
	if t.Total == 0 || w < 60 {
		return ""
	}
	what, stop := "", ""
	switch t.What {
	case library.Prefetching:
		what = "fetching articles "
		if m.stoppable() && w >= 80 {
			stop = "· Esc stops "
		}
	case library.Renewing:
		what = "finding quotes anew "
	case library.Indexing:
		what = "indexing articles "
	case library.Gleaning:
		what = "finding quotes "
	default:
		return ""
	}
	return m.styles.Hint.Render(what) + m.styles.Busy.Render(layout.Number(t.Done)+"/"+layout.Number(t.Total)+" ") + m.styles.Hint.Render(stop)
}

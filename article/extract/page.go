package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/article/dom"
	"pullquote/article/rules"
)

// fromPage makes the Document of a whole web page.
func fromPage(data string, o Options) (*article.Document, error) {
	tree, err := dom.Parse(data)
	if err != nil {
		return nil, err
	}
	if strings.Contains(data, `"S:`) {
		unstream(tree)
	}
	body := dom.Find(tree, atom.Body)
	if body == nil {
		body = tree
	}
	base := dom.Base(tree, o.URL)
	m := findMeta(tree, base, o)
	kept := readable(tree)
	if kept == nil {
		kept = map[*html.Node]bool{} // the finder found nothing: our own survey alone
	}
	s := surveyPage(body, kept)
	story := s.story(body)
	root := s.withHeadline(story, body, m.h1)
	w := &walker{builder: &builder{base: base}, kept: kept, unseen: s.unseen}
	root = w.want(root, o.Rules.Keepers(article.Host(firstOf(o.URL, m.canonical)), tree))
	m.fill(s, root)
	w.nodes(root, scope{at: root})
	w.finish(scope{})
	w.governing()
	ev, in := w.choose(s, root, m, firstOf(o.URL, m.canonical))
	doc := w.document()
	m.into(doc, o)
	doc.Path = article.FromPage
	if !m.deckApart {
		doc.Deck = "" // a part of the story stays where it is
	}
	verdict := boilerplate.Weigh(doc, ev, o.Site)
	doc.Deck = m.deck
	w.rescue(doc, ev, in)
	w.signed(in)
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; !in[i] && b.Cut == nil {
			b.Cut = &article.Cut{Reason: article.OutsideStory, Rule: why(ev[i]), Score: 0.6}
		}
	}
	verdict.Name()
	if m.live {
		w.stamps(doc)
	}
	if better := fromData(tree, m, doc, o); better != nil {
		return better, nil
	}
	consentWall(doc, w.places())
	doc.Next = nextPage(tree, base, doc.Canonical, o)
	overrule(doc, ev, rules.Page{Root: tree, At: w.places()}, o)
	return doc, nil
}

// want remembers the elements that the reader's rules keep, which the survey
// must not leave out, and widens the story's root to hold them.
func (w *walker) want(root *html.Node, wanted []*html.Node) *html.Node {
	for _, n := range wanted {
		if w.wanted == nil {
			w.wanted = map[*html.Node]bool{}
		}
		w.wanted[n] = true
		for !dom.Within(n, root) && root.Parent != nil {
			root = root.Parent
		}
	}
	return root
}

// isWanted reports a block that stands in an element that the reader keeps.
func (w *walker) isWanted(i int) bool {
	if len(w.wanted) == 0 {
		return false
	}
	for n := w.notes[i].at; n != nil; n = n.Parent {
		if w.wanted[n] {
			return true
		}
	}
	return false
}

// keptLetters is how much of the story stays.
func keptLetters(doc *article.Document) int {
	n := 0
	for _, b := range doc.Kept {
		if b.Kind != article.Figure {
			n += letters(doc.Of(b.Range))
		}
	}
	return n
}

// enough is how many letters make an article. A feed's entry and a text that
// the reader gave us are what they are: there any word counts.
const enough = 80

// verdict sets how sure the extractor is, and tells a page without an article
// from one with a short one.
func verdict(doc *article.Document) error {
	kept, all := 0, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind == article.Figure {
			continue
		}
		n := letters(doc.Of(b.Range))
		all += n
		if b.Cut == nil {
			kept += n
		}
	}
	if doc.Path != article.FromPage && doc.Path != article.FromData {
		if doc.Sure = 1; kept == 0 {
			doc.Sure = 0
			return article.ErrNoArticle
		}
		return nil
	}
	doc.Sure = min(1, float64(kept)/1500) * (0.5 + 0.5*float64(kept)/float64(max(all, 1)))
	if doc.Published.IsZero() && len(doc.Byline) == 0 {
		doc.Sure *= 0.8 // a page that is nobody's and of no day is seldom an article
	}
	if kept < enough || doc.Path == article.FromPage && noArticle(doc, kept) {
		doc.Sure = min(doc.Sure, 0.2)
		return instead(doc)
	}
	doc.Stub = doc.Paid && isStub(doc, kept)
	doc.Sure = max(doc.Sure, 0.3)
	return nil
}

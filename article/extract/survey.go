package extract

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// Bounds of the survey: a page with more stretches, or more headlines of the
// first order, is no article, and must not cost more than one.
const (
	maxParas     = 30_000
	maxHeadlines = 20
)

// para is one stretch of text between two block borders, as the survey of the
// whole page counts it, before any text is built.
type para struct {
	at                    *html.Node // the block element around it
	letters, links, stops int
	kept                  bool // the finder took it
	hidden                bool
	bad                   boilerplate.Region // of the suspect around it; Unknown none
}

// plain is the letters that are no link.
func (p *para) plain() int { return p.letters - p.links }

// prose: long enough for a sentence, and more text than links.
func (p *para) prose() bool {
	return p.plain() >= 80 && p.links*2 < p.letters || p.plain() >= 45 && p.stops > 0 && p.links*4 < p.letters
}

// suspect is an element whose name or kind says that it is not the story,
// with the stretches within it.
type suspect struct {
	at       *html.Node
	region   boilerplate.Region
	word     string // the word in its class or id that says so; "" where its kind does
	from, to int
}

// survey is what one pass over the page counts.
type survey struct {
	paras    []para
	suspects []suspect
	kept     map[*html.Node]bool
	bad      map[*html.Node]boilerplate.Region
	fair     map[*html.Node]bool // suspects that hold too much of the page's prose
	mass     map[*html.Node]float64
	cur      para
	order    map[*html.Node]int  // of elements that matter: index of the first stretch behind them
	named    map[string]reading  // on the values of attributes met so far
	unseen   map[*html.Node]bool // the elements whose own markup keeps them from sight
}

// surveyPage counts the stretches of the page, finds the suspects and weighs
// each element by the prose within it.
func surveyPage(body *html.Node, kept map[*html.Node]bool) *survey {
	s := &survey{kept: kept, bad: map[*html.Node]boilerplate.Region{}, fair: map[*html.Node]bool{}, mass: map[*html.Node]float64{},
		order: map[*html.Node]int{}, named: map[string]reading{}, unseen: map[*html.Node]bool{}}
	s.walk(body, body, false, false)
	s.finish()
	s.convict()
	some := false
	for i := range s.paras {
		some = some || s.paras[i].kept && s.paras[i].bad == boilerplate.Unknown
	}
	for i := range s.paras {
		if w := s.weight(&s.paras[i], some); w > 0 {
			s.mass[s.paras[i].at] += w
		}
	}
	s.weigh(body)
	return s
}

// weigh adds the mass of the children to their parents'.
func (s *survey) weigh(n *html.Node) float64 {
	sum := s.mass[n]
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			sum += s.weigh(c)
		}
	}
	if sum > 0 {
		s.mass[n] = sum
	}
	return sum
}

// weight is what a stretch adds to the elements around it.
func (s *survey) weight(p *para, some bool) float64 {
	if p.bad != boilerplate.Unknown || p.links*2 > p.letters {
		return 0
	}
	w := float64(p.plain())
	if !p.prose() && !p.kept {
		return 0
	}
	if some && !p.kept {
		w *= 0.8
	}
	if p.hidden {
		w *= 0.15
	}
	return w
}

func (s *survey) finish() {
	if s.cur.letters > 0 {
		s.paras = append(s.paras, s.cur)
	}
	s.cur = para{}
}

// walk counts below n; block is the block element around.
func (s *survey) walk(n, block *html.Node, link, hidden bool) {
	for c := n.FirstChild; c != nil && len(s.paras) < maxParas; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			s.count(c, block, link, hidden)
			continue
		case html.ElementNode:
		default:
			continue
		}
		if dom.Silent(c) || c.DataAtom == atom.Button {
			continue
		}
		if c.DataAtom == atom.H1 && len(s.order) < maxHeadlines {
			s.order[c] = len(s.paras)
		}
		from := len(s.paras)
		blocky := dom.Blocky(c.DataAtom) || c.DataAtom == atom.Br
		around := block
		if blocky {
			s.finish()
			from = len(s.paras)
			if c.DataAtom != atom.Br {
				around = c
			}
		}
		region, word := regionOf(c), ""
		if region == boilerplate.Unknown {
			region, word = s.regionNamed(c)
			if region == boilerplate.Story {
				s.fair[c], region = true, boilerplate.Unknown
			}
		}
		unseen := dom.Hidden(c) && !dom.Collapsed(c)
		if unseen {
			s.unseen[c] = true
		}
		s.walk(c, around, link || c.DataAtom == atom.A && !inPage(c), hidden || unseen)
		if blocky {
			s.finish()
		}
		if region != boilerplate.Unknown && region != boilerplate.Header && len(s.paras) > from {
			s.suspects = append(s.suspects, suspect{c, region, word, from, len(s.paras)})
		}
	}
}

// count adds a text node.
func (s *survey) count(c, block *html.Node, link, hidden bool) {
	if blankText(c.Data) {
		return
	}
	p := &s.cur
	if p.at == nil {
		p.at = block
		p.hidden = hidden
	}
	n := letters(strings.TrimSpace(c.Data))
	p.letters += n
	if link {
		p.links += n
	}
	p.kept = p.kept || s.kept[c.Parent]
	for i := range len(c.Data) {
		switch c.Data[i] {
		case '.', '!', '?', ',':
			if c.Data[i] != ',' && (i+1 == len(c.Data) || c.Data[i+1] == ' ' || c.Data[i+1] == '"' || c.Data[i+1] == '\n') {
				p.stops++
			}
		case 0xe3: // the CJK full stop
			if strings.HasPrefix(c.Data[i:], "。") {
				p.stops++
			}
		}
	}
}

// convict marks what lies in suspects. One that holds a great part of the
// page's prose is no suspect but a page that names its parts oddly.
func (s *survey) convict() {
	type sum struct{ all, kept int }
	sums := make([]sum, len(s.paras)+1) // of the prose before each stretch
	for i := range s.paras {
		sums[i+1] = sums[i]
		if p := &s.paras[i]; p.prose() {
			sums[i+1].all += p.plain()
			if p.kept {
				sums[i+1].kept += p.plain()
			}
		}
	}
	total, kept := sums[len(s.paras)].all, sums[len(s.paras)].kept
	// Some sites put the same odd word on each paragraph: what the word covers
	// on the whole page counts.
	type cover struct{ in, kept, to int }
	words := map[string]cover{}
	slices.SortStableFunc(s.suspects, func(a, b suspect) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	count := func(x suspect) (in, inKept int) {
		return sums[x.to].all - sums[x.from].all, sums[x.to].kept - sums[x.from].kept
	}
	for _, x := range s.suspects {
		if w := words[x.word]; x.word != "" && x.from >= w.to {
			in, inKept := count(x)
			words[x.word] = cover{w.in + in, w.kept + inKept, x.to}
		}
	}
	for _, x := range s.suspects {
		in, inKept := count(x)
		if w := words[x.word]; x.word != "" {
			in, inKept = max(in, w.in), max(inKept, w.kept)
		}
		if in*20 > total && s.headline(x.at) || x.word == "readmore" && s.fold(x) {
			s.fair[x.at] = true
			continue
		}
		strong := x.region == boilerplate.Dialog || x.region == boilerplate.Navigation || x.region == boilerplate.CommentArea
		switch {
		case in*10 <= total*4 && (kept == 0 || inKept*10 <= kept*3):
		case strong && total-in >= 400 && in*10 <= total*9:
		default:
			s.fair[x.at] = true
			continue
		}
		s.bad[x.at] = x.region
		for i := x.from; i < x.to; i++ {
			if s.paras[i].bad == boilerplate.Unknown {
				s.paras[i].bad = x.region
			}
		}
	}
}

// fold: "readmore" names a text that is folded away, not a link to another.
func (s *survey) fold(x suspect) bool {
	all, plain := 0, 0
	for i := x.from; i < x.to && i < x.from+50; i++ {
		all += s.paras[i].letters
		plain += s.paras[i].plain()
	}
	return plain >= 80 && plain*4 > all*3
}

// headline: a headline of the first order stands within the element.
func (s *survey) headline(n *html.Node) bool {
	for h := range s.order {
		if dom.Within(h, n) {
			return true
		}
	}
	return false
}

// story is the narrowest element that holds most of the page's prose.
func (s *survey) story(body *html.Node) *html.Node {
	cur := body
	for {
		var best *html.Node
		for c := cur.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (best == nil || s.mass[c] > s.mass[best]) {
				best = c
			}
		}
		if best == nil || s.mass[best] < 0.85*s.mass[cur] || !dom.Blocky(best.DataAtom) && best.DataAtom != 0 && best.DataAtom != atom.Span || best.DataAtom == atom.P {
			return cur
		}
		cur = best
	}
}

// withHeadline widens the story to the element that also holds the headline,
// so that a lead in a box of its own is not lost, unless that is most of the
// page.
func (s *survey) withHeadline(story, body, h1 *html.Node) *html.Node {
	if h1 == nil {
		return s.withLead(story, body)
	}
	if dom.Within(h1, story) {
		return story
	}
	up := story.Parent
	for up != nil && up != body && !dom.Within(h1, up) {
		up = up.Parent
	}
	if up == nil {
		return story
	}
	in, extra := 0, 0
	for i := range s.paras {
		p := &s.paras[i]
		if dom.Within(p.at, story) {
			in += p.letters
		} else if dom.Within(p.at, up) {
			extra += p.letters
		}
	}
	if extra > 2*in+2000 {
		return story
	}
	return up
}

// withLead widens the story of a page without a headline to the element around
// it, where little else than a lead stands there.
func (s *survey) withLead(story, body *html.Node) *html.Node {
	for up, level := story.Parent, 0; story != body && up != nil && up != body && level < 2; up, level = up.Parent, level+1 {
		in, before, rest := 0, 0, 0
		seen := false
		for i := range s.paras {
			p := &s.paras[i]
			switch {
			case dom.Within(p.at, story):
				in += p.letters
				seen = true
			case !dom.Within(p.at, up):
			case !seen && p.prose() && p.bad == boilerplate.Unknown && !p.hidden:
				before += p.letters
			default:
				rest += p.letters
			}
		}
		if before*3 > in || rest*8 > in {
			break
		}
		if before > 0 {
			return up
		}
	}
	return story
}

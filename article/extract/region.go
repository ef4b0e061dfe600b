package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pullquote/article/boilerplate"
	"pullquote/article/dom"
)

// surroundings is the region in which an element stands, and the names of it
// and its nearest ancestors within the story. Those that the survey found to be
// fair bear a suspicious name in vain, and don't pass it on.
func surroundings(n, story *html.Node, fair map[*html.Node]bool) (boilerplate.Region, []string) {
	region := boilerplate.Unknown
	var names []string
	for depth := 0; n != nil && n != story; n, depth = n.Parent, depth+1 {
		if n.Type != html.ElementNode {
			continue
		}
		if depth < 6 && len(names) < 40 && !fair[n] {
			names = dom.Names(names, n)
		}
		if region == boilerplate.Unknown {
			region = regionOf(n)
		}
	}
	return region, names
}

// regionOf is the part of the page that the element itself opens.
func regionOf(n *html.Node) boilerplate.Region {
	switch n.DataAtom {
	case atom.Nav:
		return boilerplate.Navigation
	case atom.Footer:
		return boilerplate.Footer
	case atom.Aside:
		return boilerplate.Aside
	case atom.Header:
		return boilerplate.Header
	case atom.Form:
		return boilerplate.Form
	case atom.Dialog:
		return boilerplate.Dialog
	}
	switch dom.Attr(n, "role") {
	case "navigation", "menu", "menubar":
		return boilerplate.Navigation
	case "complementary":
		return boilerplate.Aside
	case "contentinfo":
		return boilerplate.Footer
	case "dialog", "alertdialog":
		return boilerplate.Dialog
	case "search", "form":
		return boilerplate.Form
	}
	return boilerplate.Unknown
}

// regionNamed judges an element by the words of its class and id, and gives
// the word that decided. Story stands for a name that speaks for the story.
func (s *survey) regionNamed(n *html.Node) (boilerplate.Region, string) {
	var found reading
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "class", "id", "data-component", "data-component-name", "data-testid", "data-module":
		default:
			continue
		}
		v := s.valueNamed(n.Attr[i].Val)
		if v.region == boilerplate.Story {
			return v.region, ""
		}
		if found.region == boilerplate.Unknown {
			found = v
		}
	}
	return found.region, found.word
}

// reading is a region and the word that says so.
type reading struct {
	region boilerplate.Region
	word   string
}

// maxNamed is how many values of attributes the survey remembers.
const maxNamed = 5000

// valueNamed judges the value of one attribute. A page repeats a few hundred
// values thousands of times, so that each is judged once.
func (s *survey) valueNamed(val string) reading {
	if len(val) > 300 || len(val) < 2 {
		return reading{}
	}
	if v, ok := s.named[val]; ok {
		return v
	}
	var found reading
	for name := range strings.SplitSeq(strings.ToLower(val), " ") {
		r, w := nameRegion(name)
		if r == boilerplate.Story {
			found = reading{r, ""}
			break
		}
		if found.region == boilerplate.Unknown {
			found = reading{r, w}
		}
	}
	if len(s.named) < maxNamed {
		s.named[val] = found
	}
	return found
}

// nameRegion judges one class name. Those that say "the text of the article"
// in so many words speak for the story.
func nameRegion(name string) (boilerplate.Region, string) {
	found, word := boilerplate.Unknown, ""
	start := -1
	for k := 0; k <= len(name); k++ {
		if k < len(name) && name[k] >= 'a' && name[k] <= 'z' {
			if start < 0 {
				start = k
			}
			continue
		}
		if start >= 0 && k-start >= 2 && k-start <= 20 && found == boilerplate.Unknown && !dom.Coded(name, start, k) {
			if r := wordRegion(name[start:k]); r != boilerplate.Unknown {
				found, word = r, name[start:k]
			}
		}
		start = -1
	}
	if found == boilerplate.Unknown && containsAny(name, "article", "story", "post", "entry") && containsAny(name, "body", "content", "text") && len(name) < 40 {
		return boilerplate.Story, ""
	}
	return found, word
}

// wordRegion is what one word in a class or id says.
func wordRegion(w string) boilerplate.Region {
	switch w {
	case "comment", "comments", "commentlist", "disqus", "kommentare", "komentarze", "commentaires", "comentarios", "respond", "livefyre", "coral":
		return boilerplate.CommentArea
	case "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "pagination", "pager", "toolbar", "skip", "tags", "taglist", "tagcloud", "topics", "keywords":
		return boilerplate.Navigation
	case "cookie", "cookies", "consent", "onetrust", "gdpr", "modal", "popup", "overlay", "lightbox", "cookiebanner", "didomi", "toast":
		return boilerplate.Dialog
	case "footer", "foot", "copyright", "colophon", "disclaimer", "legal":
		return boilerplate.Footer
	case "newsletter", "signup", "subscribe", "subscription", "login", "register", "paywall", "piano", "optin", "mailchimp", "donate", "donation":
		return boilerplate.Form
	case "related", "recommended", "recommendations", "recommendation", "recirc", "recirculation", "sidebar", "promo", "promos", "teaser", "teasers", "sponsored",
		"advert", "advertisement", "ad", "ads", "banner", "outbrain", "taboola", "trending", "popular", "mostread", "mostpopular", "share", "sharing", "social", "socials",
		"sharedaddy", "addthis", "upnext", "readmore", "morefrom", "rail", "bio", "authorbio", "biography", "widgets":
		return boilerplate.Aside
	}
	return boilerplate.Unknown
}

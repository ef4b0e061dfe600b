package library

import (
	"context"
	"net/netip"
	"strings"

	"pullquote/article"
	"pullquote/article/boilerplate"
	"pullquote/feeds"
	"pullquote/feeds/store"

	"golang.org/x/net/publicsuffix"
)

// What a site repeats is learned from the reader's own store: of each article
// that was opened or prefetched the fingerprints of its blocks are remembered
// for its publisher, and a block that stands in several stories of one
// publisher is furniture (package boilerplate says from how many on).
//
// A publisher is a registrable domain, not a host: the pages of a paper's
// sport., amp. and www. carry the same furniture, and the host of one feed is
// seldom that of another. The list of public suffixes keeps the blogs of a
// hosting service apart. Feed bodies are a publisher of their own: what a
// site's feed repeats ("The post … appeared first on …") its pages don't, and
// both are remembered of one article.

// pagePublisher names who an address belongs to; "" nobody: the built-in guide
// repeats itself on purpose.
func pagePublisher(address string) string {
	if strings.HasPrefix(address, feeds.Builtin) {
		return ""
	}
	host := article.Host(address)
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// feedPublisher names who made an entry's feed: of a link blog that is not
// who made the page that it links to.
func feedPublisher(e feeds.Entry) string {
	for _, address := range []string{e.FeedSite, e.URL} {
		if p := pagePublisher(address); p != "" {
			return "feed:" + p
		}
	}
	return ""
}

// site is what the store knows of a publisher beside the article at hand.
func (l *Library) site(ctx context.Context, publisher string, but feeds.EntryID) boilerplate.Site {
	if publisher == "" {
		return boilerplate.Site{}
	}
	// Without the store's witness the page speaks for itself.
	own, err := l.store.Story(ctx, publisher, but)
	if err != nil {
		return boilerplate.Site{}
	}
	stories, err := l.store.Stories(ctx, publisher, own)
	if err != nil || stories < 2 {
		return boilerplate.Site{}
	}
	return boilerplate.Site{Stories: stories, Seen: func(print uint64) int {
		n, err := l.store.Seen(ctx, publisher, print, own)
		if err != nil {
			return 0
		}
		return n
	}}
}

// maxRepeated is the longest block, in bytes, whose fingerprint is remembered:
// what a site repeats is short, and a long paragraph is never furniture.
const maxRepeated = 900

// A story is known again by its prose: blocks from leastProse bytes on, of
// which it shares sameShare of a hundred letters with what is remembered.
const (
	leastProse = 80
	sameShare  = 50
)

// blocks are what is remembered of an article. One that shares much of its
// prose with another of its publisher tells the same story, at another address
// or in a later version, and bears no witness of its own.
func (l *Library) blocks(ctx context.Context, publisher string, d *article.Document, id feeds.EntryID) (store.Blocks, error) {
	out := store.Blocks{Site: publisher, Story: id}
	if publisher == "" {
		return out, nil
	}
	var prose []uint64
	length, all := map[uint64]int{}, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Len() == 0 || b.Len() > maxRepeated {
			continue
		}
		print := boilerplate.Fingerprint(d.Of(b.Range))
		if print == 0 {
			continue
		}
		out.Prints = append(out.Prints, print)
		if _, twice := length[print]; b.Cut == nil && b.Len() >= leastProse && !twice {
			prose = append(prose, print)
			length[print] = b.Len()
			all += b.Len()
		}
	}
	others, err := l.store.Sharing(ctx, publisher, prose, id)
	if err != nil {
		return out, err
	}
	best := 0
	for _, o := range others {
		n := 0
		for _, print := range o.Prints {
			n += length[print]
		}
		if n*100 >= all*sameShare && n > best {
			best, out.Story = n, o.Story
		}
	}
	if out.Story != id {
		return out, l.recount(ctx, publisher, d, out.Story)
	}
	return out, nil
}

// recount takes an article's own story, which was met at another address, out
// of the witnesses against its blocks.
func (l *Library) recount(ctx context.Context, publisher string, d *article.Document, story feeds.EntryID) error {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Cut == nil || b.Cut.Seen == 0 {
			continue
		}
		n, err := l.store.Seen(ctx, publisher, boilerplate.Fingerprint(d.Of(b.Range)), story)
		if err != nil {
			return err
		}
		if b.Cut.Seen = n; n < 2 {
			b.Cut = nil
		}
	}
	return nil
}

// relearn cuts in an article that was made before what its site has turned out
// to repeat since. What was stored stays as it is: the next made anew knows.
// The store is asked once for all blocks: this is on the way of a key press.
func (l *Library) relearn(ctx context.Context, o *Opened) {
	of := pagePublisher(o.Doc.URL)
	if o.Shown == article.FromFeed {
		of = feedPublisher(o.Entry)
	}
	if of == "" {
		return
	}
	var prints []uint64
	for _, b := range o.Doc.Kept {
		if b.Len() > 0 && b.Len() <= maxRepeated {
			prints = append(prints, boilerplate.Fingerprint(o.Doc.Of(b.Range)))
		}
	}
	own, err := l.store.Story(ctx, of, o.Entry.ID)
	if err != nil {
		return // without the store's witness the article stays as it was
	}
	seen, err := l.store.Repeats(ctx, of, prints, own)
	if err != nil || len(seen) == 0 {
		return
	}
	stories, err := l.store.Stories(ctx, of, own)
	if err != nil {
		return
	}
	boilerplate.Repeated(o.Doc, boilerplate.Site{Stories: stories, Seen: func(print uint64) int { return seen[print] }})
}

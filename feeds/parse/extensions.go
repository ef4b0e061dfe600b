package parse

import (
	"strconv"
	"strings"
	"time"

	"pullquote/article"
)

// feedExtension reads what other vocabularies say of the feed.
func (d *build) feedExtension(r *reader, e element) {
	switch e.ns {
	case nsAtom:
		switch e.local {
		case "link":
			d.feedLink(e)
		case "entry":
			d.atomEntry(r)
		}
	case nsDC, nsTerms:
		switch e.local {
		case "title":
			if s := plainHTML(r.short(escaped)); d.title == "" {
				d.title = s
			}
		case "description", "abstract":
			if s := plainHTML(r.short(escaped)); d.description == "" {
				d.description = s
			}
		case "language":
			if s := language(r.line()); d.feed.Language == "" {
				d.feed.Language = s
			}
		}
	case nsITunes, nsGooglePlay:
		switch e.local {
		case "summary", "subtitle", "description":
			if s := plainHTML(r.short(escaped)); d.description == "" {
				d.description = s
			}
		}
	case nsSy:
		switch e.local {
		case "updateperiod":
			d.updatePeriod = strings.ToLower(r.line())
		case "updatefrequency":
			if n, err := strconv.Atoi(r.line()); err == nil && n > 0 && n < 1e4 {
				d.updateEvery = n
			}
		}
	case nsMedia:
		if e.local == "title" {
			if s := plainHTML(r.short(escaped)); d.title == "" {
				d.title = s
			}
		}
	}
}

// pace is how often the feed wants to be asked, at most a week: the longer of
// the two spans that it may state.
func (d *build) pace() time.Duration {
	const day = 24 * time.Hour
	ttl := d.feed.TTL
	period := map[string]time.Duration{"hourly": time.Hour, "daily": day, "weekly": 7 * day, "monthly": 30 * day, "yearly": 365 * day}[d.updatePeriod]
	if period > 0 {
		ttl = max(ttl, period/time.Duration(max(d.updateEvery, 1)))
	}
	return min(ttl, 7*day)
}

// hour reads one of skipHours: 0 to 23, and 24 for midnight, as RSS 0.91 had it.
func hour(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n % 24, err == nil && n >= 0 && n <= 24
}

// weekday reads one of skipDays.
func weekday(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()) {
			return d, true
		}
	}
	return 0, false
}

// itemExtension reads what other vocabularies say of an entry.
func (d *build) itemExtension(r *reader, e element, it *item) {
	switch e.ns {
	case nsContent:
		if e.local == "encoded" || e.local == "items" {
			if s := r.body(escaped, e.base); it.Content == "" && e.local == "encoded" {
				it.Content = s
			}
		}
	case nsHTML:
		if e.local == "body" || e.local == "div" {
			if s := r.body(markup, e.base); it.Content == "" {
				it.Content = s
			}
		}
	case nsDC, nsTerms:
		d.dublinCore(r, e, it)
	case nsAtom:
		switch e.local {
		case "author":
			it.authors = addName(it.authors, first(d.person(r)))
		case "link":
			if rel := e.attr("rel"); it.link == "" || rel != "" && rel != "alternate" {
				it.atomLink(r, e)
			}
		case "published":
			setDate(&it.Published, r.line())
		case "source":
			d.atomSource(r, it)
		default:
			d.entryTag(r, e, it)
		}
	case nsMedia:
		it.media(r, e)
	case nsITunes, nsGooglePlay:
		d.itunes(r, e, it)
	case nsBurner:
		switch e.local {
		case "origlink":
			if s := r.chars(); s != "" {
				it.original = s
			}
		case "origenclosurelink":
			it.originalFile = r.chars()
		}
	case nsGeo, nsGeoRSS, nsGML, nsThread, nsSlash, nsPodcast:
		it.extension(r, e)
	}
}

func (d *build) dublinCore(r *reader, e element, it *item) {
	switch e.local {
	case "creator", "author":
		it.creators = addName(it.creators, person(r.short(escaped)))
	case "date", "issued", "available":
		setDate(&it.Published, r.line())
	case "created":
		setDate(&it.created, r.line())
	case "modified":
		setDate(&it.Updated, r.line())
	case "subject":
		it.Categories = addCategory(it.Categories, r.short(escaped))
	case "title", "alternative":
		if s := plainHTML(r.short(escaped)); it.title == "" {
			it.title = s
		}
	case "description", "abstract":
		if s := r.body(escaped, e.base); it.fallback == "" {
			it.fallback = s
		}
	case "language":
		it.Language = language(r.line())
	case "source":
		if s := r.chars(); strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
			it.source("", s)
		} else {
			it.source(s, "")
		}
	}
}

// itunes reads a podcast's episode.
func (d *build) itunes(r *reader, e element, it *item) {
	switch e.local {
	case "author":
		it.hosts = addName(it.hosts, person(r.short(escaped)))
	case "title":
		if s := plainHTML(r.short(escaped)); it.title == "" {
			it.title = s
		}
	case "summary", "description":
		if s := r.body(escaped, e.base); len(s) > len(it.fallback) {
			it.fallback = s
		}
	case "subtitle":
		if s := r.body(escaped, e.base); it.fallback == "" {
			it.fallback = s
		}
	case "image":
		it.image(r, e)
	case "duration":
		it.duration(r.line())
	case "season":
		it.season(r.line())
	case "episode":
		it.episode(r.line())
	}
}

// media reads Media RSS: files, pictures, and the words that come with them.
func (it *item) media(r *reader, e element) {
	switch e.local {
	case "group":
		for c := range r.each() {
			if c.ns == nsMedia {
				it.media(r, c)
			}
		}
	case "content":
		it.mediaContent(e)
		for c := range r.each() {
			if c.ns == nsMedia && c.local != "group" && c.local != "content" {
				it.media(r, c)
			}
		}
	case "category":
		it.Categories = addCategory(it.Categories, r.short(escaped))
	case "thumbnail":
		if it.Image == "" {
			it.Image = e.attr("url")
		}
	case "title":
		if s := plainHTML(r.short(escaped)); it.title == "" {
			it.title = s
		}
	case "description":
		if s := r.body(escaped, e.base); it.fallback == "" {
			it.fallback = s
		}
	}
}

// mediaContent takes a picture as the entry's image, anything else as a file.
func (it *item) mediaContent(e element) {
	t, medium := mediaType(e.attr("type")), strings.ToLower(e.attr("medium"))
	if medium == "image" || strings.HasPrefix(t, "image/") {
		if it.Image == "" {
			it.Image = e.attr("url")
		}
		return
	}
	it.files = it.enclose(it.files, e)
}

func mediaType(s string) string { return strings.ToLower(clip(article.CleanLine(s), 100)) }

func size(s string) int64 {
	if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err == nil && n > 0 {
		return n
	}
	return 0
}

// setDate sets t to the first date that can be read.
func setDate(t *time.Time, s string) {
	if t.IsZero() {
		if v, ok := parseDate(s); ok {
			*t = v
		}
	}
}

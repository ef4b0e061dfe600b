package parse

import (
	"math"
	"reflect"
	"strconv"
	"strings"

	"pullquote/article"
	"pullquote/feeds"
)

// more is the item's Extra, made when something is to be said in it.
func (it *item) more() *feeds.Extra {
	if it.Extra == nil {
		it.Extra = new(feeds.Extra)
	}
	return it.Extra
}

// extension reads the vocabularies of place, answers and episodes.
func (it *item) extension(r *reader, e element) {
	switch e.ns {
	case nsGeo, nsGeoRSS, nsGML:
		it.place(r, e)
	case nsThread:
		it.thread(r, e)
	case nsSlash:
		if e.local == "comments" {
			it.replies(r.line())
		}
	case nsPodcast:
		it.podcast(r, e)
	}
}

// place reads GeoRSS in its three forms (simple, GML, W3C's).
func (it *item) place(r *reader, e element) {
	switch e.local {
	case "point", "pos":
		if e.ns == nsGeo || e.local == "point" && e.ns == nsGML {
			for c := range r.each() {
				it.place(r, c)
			}
			return
		}
		if f := strings.FieldsFunc(r.line(), func(c rune) bool { return c == ' ' || c == ',' }); len(f) == 2 {
			it.at(f[0], f[1])
		}
	case "lat":
		it.latitude = r.line()
		it.at(it.latitude, it.longitude)
	case "long", "lon":
		it.longitude = r.line()
		it.at(it.latitude, it.longitude)
	case "where":
		for c := range r.each() {
			it.place(r, c)
		}
	case "featurename":
		if s := plainHTML(r.short(escaped)); s != "" {
			it.more().Place = s
		}
	}
}

// at takes a position where both its numbers are known and on this earth.
func (it *item) at(lat, long string) {
	a, err := strconv.ParseFloat(lat, 64)
	b, berr := strconv.ParseFloat(long, 64)
	if err != nil || berr != nil || !(math.Abs(a) <= 90 && math.Abs(b) <= 180) { // NaN is none either
		return
	}
	it.more().Position = &[2]float64{a, b}
}

// thread reads RFC 4685.
func (it *item) thread(r *reader, e element) {
	switch e.local {
	case "in-reply-to":
		to := e.attr("href")
		if to == "" {
			to = e.attr("ref")
		}
		if to = article.CleanLine(clip(to, maxLine)); to != "" && it.more().ReplyTo == "" {
			it.Extra.ReplyTo = to
		}
	case "total":
		it.replies(r.line())
	}
}

func (it *item) replies(s string) {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n > 0 && n < 1e9 {
		it.more().Replies = n
	}
}

// podcast reads the podcast namespace.
func (it *item) podcast(r *reader, e element) {
	switch e.local {
	case "transcript":
		if u := e.attr("url"); u != "" && len(it.more().Transcripts) < maxList {
			it.Extra.Transcripts = append(it.Extra.Transcripts, feeds.Enclosure{URL: u, Type: mediaType(e.attr("type"))})
		}
	case "chapters":
		if u := e.attr("url"); u != "" {
			it.more().Chapters = u
		}
	case "season":
		it.season(e.attr("name"), r.line())
	case "episode":
		it.episode(r.line())
	case "person":
		if name := plainHTML(r.short(escaped)); name != "" {
			it.more().People = addName(it.Extra.People, name)
		}
	case "location":
		lat, long, _ := strings.Cut(strings.TrimPrefix(e.attr("geo"), "geo:"), ",")
		long, _, _ = strings.Cut(long, ";")
		long, _, _ = strings.Cut(long, ",") // the height
		it.at(lat, long)
		if s := plainHTML(r.short(escaped)); s != "" {
			it.more().Place = s
		}
	case "alternateenclosure":
		c := feeds.Enclosure{Type: mediaType(e.attr("type")), Length: size(e.attr("length")), Title: plainText(e.attr("title"))}
		for s := range r.each() {
			if s.local == "source" && c.URL == "" {
				c.URL = s.attr("uri")
			}
		}
		if c.URL != "" && len(it.files) < maxList {
			it.files = append(it.files, c)
		}
	}
}

func (it *item) season(names ...string) {
	for _, s := range names {
		if s = article.CleanLine(clip(s, 100)); s != "" && it.more().Season == "" {
			it.Extra.Season = s
		}
	}
}

func (it *item) episode(s string) {
	if s = article.CleanLine(clip(s, 100)); s != "" && it.more().Episode == "" {
		it.Extra.Episode = s
	}
}

// duration reads how long an episode is: seconds, or 1:02:03.
func (it *item) duration(s string) {
	total := 0.0
	parts := strings.Split(strings.TrimSpace(s), ":")
	for _, p := range parts {
		n, err := strconv.ParseFloat(p, 64)
		if err != nil || !(n >= 0 && n < 1e7) {
			return
		}
		total = total*60 + n
	}
	if len(parts) <= 3 && total >= 1 && total < 1e7 {
		it.more().Seconds = int(total)
	}
}

// source takes where an entry of a collection is from.
func (it *item) source(name, address string) {
	name = plainHTML(name)
	if name == "" && address == "" {
		return
	}
	x := it.more()
	if x.Source == "" {
		x.Source = name
	}
	if x.SourceURL == "" {
		x.SourceURL = address
	}
}

// extra settles the addresses of an item's Extra.
func (d *build) extra(it *item) {
	x := it.Extra
	if x == nil {
		return
	}
	if strings.EqualFold(x.Source, it.Title) {
		x.Source, x.SourceURL = "", "" // a forum's topic, or the entry itself: no publication
	}
	x.SourceURL = d.address(it.base, x.SourceURL)
	x.Chapters = d.address(it.base, x.Chapters)
	kept := x.Transcripts[:0]
	for _, c := range x.Transcripts {
		if c.URL = d.address(it.base, c.URL); c.URL != "" {
			kept = append(kept, c)
		}
	}
	x.Transcripts = kept
	if reflect.ValueOf(*x).IsZero() {
		it.Extra = nil
	}
}

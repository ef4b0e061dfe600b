package extract

import (
	"strings"
	"time"

	"pullquote/article"
)

// weakDates are properties of the head that many sites fill with the time of
// the last change, or of the build.
var weakDates = map[string]bool{"date": true, "dc.date": true, "dcterms.date": true, "created": true, "lastmod": true, "timestamp": true}

// dates is when the article appeared and when it was last changed.
func dates(g *gathered, art thing, all []thing, m *meta, o Options) (published, updated time.Time) {
	m.dayFirst = !strings.HasPrefix(m.language, "en") || strings.HasPrefix(m.language, "en-gb") || strings.HasPrefix(m.language, "en-au") ||
		strings.HasSuffix(article.Host(o.URL), ".uk")
	stamps := func(list ...string) time.Time {
		for _, s := range list {
			if t := parseDate(s, m.dayFirst); !t.IsZero() {
				return t
			}
		}
		return time.Time{}
	}
	updated = stamps(art.str("dateModified"), g.first("article:modified_time"), g.first("og:updated_time"), g.first("datemodified"), g.first("last-modified"))
	published = stamps(art.str("datePublished"), g.first("article:published_time", "og:article:published_time", "article:published"))
	shown := shownDate(g, m)
	if updated.IsZero() {
		updated = shownChange(g, m)
	}
	if published.IsZero() && shown.marked {
		published = shown.time
	}
	if published.IsZero() {
		published = stamps(art.str("dateCreated"))
	}
	if published.IsZero() {
		for _, key := range []string{"datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "parsely-pub-date", "sailthru.date",
			"dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date", "og:pubdate",
			"og:published_time", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "article:create", "displaydate", "created", "originalpublicationdate",
			"date.available", "vr:published_time", "lastmod", "rnews:datepublished", "release_date", "dcsext.articlefirstpublished", "timestamp", "bt:pubdate", "ptime", "article_date_original", "mrf:published_time"} {
			if published = stamps(g.props[key]...); !published.IsZero() {
				m.swapped = swapped(g.props[key][0], m.dayFirst)
				m.weakDate = weakDates[key] && !(shown.near && sameDay(shown.time, published))
				if m.weakDate && shown.near && shown.time.Before(published.AddDate(0, 0, -1)) {
					published = shown.time // what the reader sees beside the headline is the older
				}
				break
			}
		}
	}
	day := addressDate(firstOf(o.URL, m.canonical))
	for _, t := range append([]string{g.first("og:title"), g.first("og:description", "description")}, g.titles...) {
		if published.IsZero() {
			published = titleDate(t, m.dayFirst)
		}
	}
	if published.IsZero() {
		published = shown.time
	}
	if inPath := strings.Contains(o.URL, day.Format("/2006/01/02")) || strings.Contains(o.URL, day.Format("/2006/1/2")); published.IsZero() || inPath && !day.IsZero() && published.Sub(day) > 30*24*time.Hour {
		published = day // the address keeps the first day, whatever was published anew
	}
	if published.IsZero() {
		for _, t := range all {
			if published = stamps(t.str("datePublished"), t.str("uploadDate"), t.str("dateCreated")); !published.IsZero() {
				break
			}
		}
	}
	if published.IsZero() {
		published = numberDate(firstOf(o.URL, m.canonical))
	}
	if published.IsZero() {
		published = updated
	}
	if !updated.IsZero() && published.Sub(updated).Abs() < time.Hour && shown.near && shown.time.Before(published.AddDate(0, 0, -1)) {
		published = shown.time // "published" was stamped with each change
	}
	others := []time.Time{day, shown.time}
	for _, key := range []string{"date", "dc.date", "parsely-pub-date", "pubdate"} {
		others = append(others, stamps(g.props[key]...))
	}
	if !shown.near && !shown.marked && !shown.tag {
		others[1] = time.Time{}
	}
	published = localDay(published, others...)
	m.settled = shown.near && sameDay(shown.time, published)
	if updated.Before(published) {
		updated = time.Time{}
	}
	return published, updated
}

// addressDate is the day that many papers put into the address:
// /2025/10/03/, /2025-10-03-, /20251003, /29-10-2025.
func addressDate(address string) time.Time {
	for i := 0; i+8 <= len(address); i++ {
		if address[i] != '/' && address[i] != '-' && address[i] != '_' || digits(address[i+1:]) < 4 {
			continue
		}
		rest := address[i+1:]
		if !year(rest[:4]) {
			continue
		}
		if digits(rest) == 8 {
			if t := sane(build(num(rest[:4]), num(rest[4:6]), num(rest[6:8]), clockTime{})); !t.IsZero() {
				return t
			}
		}
		if digits(rest) == 4 && len(rest) >= 8 && strings.IndexByte("/-_", rest[4]) >= 0 {
			mo := rest[5:]
			n := digits(mo)
			if n == 0 || n > 2 || len(mo) <= n || strings.IndexByte("/-_", mo[n]) < 0 {
				if n == 0 && len(mo) > 4 && mo[3] == '/' && month(mo[:3]) != 0 {
					if d := mo[4:]; digits(d) > 0 && digits(d) <= 2 {
						return sane(build(num(rest[:4]), int(month(mo[:3])), num(d[:digits(d)]), clockTime{}))
					}
				}
				continue
			}
			d := mo[n+1:]
			if k := digits(d); k > 0 && k <= 2 {
				if t := sane(build(num(rest[:4]), num(mo[:n]), num(d[:k]), clockTime{})); !t.IsZero() {
					return t
				}
			}
		}
	}
	last := strings.TrimRight(address, "/")
	last = last[strings.LastIndexByte(last, '/')+1:]
	if len(last) >= 10 && digits(last) == 2 && (last[2] == '-' || last[2] == '.') && digits(last[3:]) == 2 && last[5] == last[2] && digits(last[6:]) == 4 && year(last[6:10]) {
		if d, mo := num(last[:2]), num(last[3:5]); d > 12 { // else nobody knows which is the month
			return sane(build(num(last[6:10]), mo, d, clockTime{}))
		}
	}
	return time.Time{}
}

// swapped is the other reading of 3/4/2025; zero where there is but one.
func swapped(s string, dayFirst bool) time.Time {
	if one, other := parseDate(s, dayFirst), parseDate(s, !dayFirst); !other.Equal(one) {
		return other
	}
	return time.Time{}
}

// titleDate is the day that some papers put at the end of a page's title.
func titleDate(title string, dayFirst bool) time.Time {
	i := strings.LastIndexAny(title, "|([")
	if i < 10 {
		return time.Time{}
	}
	return parseDate(strings.Trim(title[i+1:], " )]"), dayFirst)
}

// numberDate is the day that begins the number of a story in its address:
// /A20260129143200051, /yna202601291432.
func numberDate(address string) time.Time {
	last := strings.TrimRight(address, "/")
	last = strings.TrimLeft(last[strings.LastIndexByte(last, '/')+1:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if digits(last) < 12 || !year(last[:4]) {
		return time.Time{}
	}
	return sane(build(num(last[:4]), num(last[4:6]), num(last[6:8]), clockTime{}))
}

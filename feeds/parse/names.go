package parse

import (
	"strings"
	"sync"
)

// ns is a namespace that we know.
type ns uint8

const (
	nsNone  ns = iota // no namespace, or an unknown one by default
	nsOther           // a prefix that we know nothing of
	nsRSS
	nsRDF
	nsAtom
	nsContent
	nsDC
	nsTerms
	nsMedia
	nsITunes
	nsSy
	nsBurner
	nsHTML
	nsGooglePlay
	nsPodcast
	nsGeo // W3C's, with lat and long
	nsGeoRSS
	nsGML
	nsThread
	nsSlash
	nsSitemap
	nsNews // Google's, in sitemaps
	nsImage
)

// namespaces knows them by address: lower case, without scheme and trailing
// "/" or "#", because feeds write these addresses every way.
var namespaces = sync.OnceValue(func() map[string]ns {
	return map[string]ns{
		"www.w3.org/1999/02/22-rdf-syntax-ns":                                 nsRDF,
		"my.netscape.com/rdf/simple/0.9":                                      nsRSS,
		"channel.netscape.com/rdf/simple/0.9":                                 nsRSS,
		"my.netscape.com/publish/formats/rss-0.91.dtd":                        nsRSS,
		"purl.org/rss/1.0":                                                    nsRSS,
		"purl.org/net/rss1.1":                                                 nsRSS,
		"backend.userland.com/rss2":                                           nsRSS,
		"blogs.law.harvard.edu/tech/rss":                                      nsRSS,
		"www.w3.org/2005/atom":                                                nsAtom,
		"purl.org/atom/ns":                                                    nsAtom,
		"purl.org/rss/1.0/modules/content":                                    nsContent,
		"purl.org/dc/elements/1.1":                                            nsDC,
		"purl.org/dc/elements/1.0":                                            nsDC,
		"purl.org/dc/terms":                                                   nsTerms,
		"search.yahoo.com/mrss":                                               nsMedia,
		"www.itunes.com/dtds/podcast-1.0.dtd":                                 nsITunes,
		"purl.org/rss/1.0/modules/syndication":                                nsSy,
		"rssnamespace.org/feedburner/ext/1.0":                                 nsBurner,
		"www.w3.org/1999/xhtml":                                               nsHTML,
		"www.google.com/schemas/play-podcasts/1.0":                            nsGooglePlay,
		"www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd":          nsGooglePlay,
		"podcastindex.org/namespace/1.0":                                      nsPodcast,
		"github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": nsPodcast,
		"www.w3.org/2003/01/geo/wgs84_pos":                                    nsGeo,
		"www.georss.org/georss":                                               nsGeoRSS,
		"www.georss.org/georss/10":                                            nsGeoRSS,
		"www.opengis.net/gml":                                                 nsGML,
		"purl.org/syndication/thread/1.0":                                     nsThread,
		"purl.org/rss/1.0/modules/slash":                                      nsSlash,
		"www.sitemaps.org/schemas/sitemap/0.9":                                nsSitemap,
		"www.google.com/schemas/sitemap/0.9":                                  nsSitemap,
		"www.google.com/schemas/sitemap/0.84":                                 nsSitemap,
		"www.google.com/schemas/sitemap-news/0.9":                             nsNews,
		"www.google.com/schemas/sitemap-image/1.1":                            nsImage,
	}
})

// customary are the prefixes by which everybody knows a namespace: what an
// undeclared prefix means.
var customary = sync.OnceValue(func() map[string]ns {
	return map[string]ns{
		"rss": nsRSS, "rdf": nsRDF, "atom": nsAtom, "a10": nsAtom, "atom10": nsAtom, "atom03": nsAtom,
		"content": nsContent, "dc": nsDC, "dcterms": nsTerms, "media": nsMedia,
		"itunes": nsITunes, "googleplay": nsGooglePlay, "sy": nsSy, "feedburner": nsBurner, "xhtml": nsHTML,
		"podcast": nsPodcast, "geo": nsGeo, "georss": nsGeoRSS, "gml": nsGML, "thr": nsThread, "slash": nsSlash,
		"news": nsNews, "image": nsImage,
	}
})

// namespaceOf is the namespace with this address; ok is false for a stranger.
func namespaceOf(uri string) (ns, bool) {
	uri = strings.ToLower(strings.TrimSpace(uri))
	uri = strings.TrimPrefix(strings.TrimPrefix(uri, "https://"), "http://")
	if strings.HasPrefix(uri, "purl.org/atom/ns") { // drafts of Atom 0.2 and 0.3 add "#draft-…" or "?v=0.3"
		return nsAtom, true
	}
	n, ok := namespaces()[strings.TrimRight(uri, "/#")]
	return n, ok
}

// qname is an element name, cut once and remembered: feeds use few.
type qname struct {
	raw    string // as written
	prefix string // lower case
	local  string // lower case: feeds write pubdate and pubDate
	key    uint32 // a hash of prefix and local
}

func cutName(b []byte) qname {
	q := qname{raw: string(b)}
	lower := strings.ToLower(q.raw)
	q.key = 2166136261 // FNV-1a
	for i := range len(lower) {
		q.key = (q.key ^ uint32(lower[i])) * 16777619
	}
	if p, l, ok := strings.Cut(lower, ":"); ok {
		q.prefix, q.local = p, l
	} else {
		q.local = lower
	}
	return q
}

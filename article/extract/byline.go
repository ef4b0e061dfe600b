package extract

import (
	"strings"
	"unicode/utf8"
)

// people is who wrote the article: the linked data, the head, then what the
// page shows. Names are as written, without "By" and without roles; an agency
// or a desk stays where no person is named.
func people(g *gathered, art thing, all []thing, m *meta, o Options) []string {
	found, role := linkedNames(art, all, m)
	named, label := headNames(g, m)
	if isPerson(found, m) {
		if shown := shownNames(g, m); m.marked && !overlap(found, shown) && overlap(named, shown) {
			found = named // two against one
		}
		return fuller(persons(found, m), g, m)
	}
	if isPerson(named, m) {
		if shown := shownNames(g, m); m.marked && m.near && len(found) == 0 && isPerson(shown, m) && !overlap(named, shown) {
			return persons(shown, m) // the head names whose site it is
		}
		return fuller(persons(named, m), g, m)
	}
	if len(found) == 0 {
		found = named
	}
	if isPerson(label, m) {
		return persons(label, m)
	}
	if shown := shownNames(g, m); len(shown) > 0 && (len(found) == 0 || isPerson(shown, m) && (m.marked || m.near || allNames(shown))) {
		if named := persons(shown, m); len(named) > 0 && fullName(named[0]) {
			shown = named
		}
		if len(found) > 0 && strings.HasPrefix(fold(found[0]), fold(shown[0])+" ") {
			return found // whose own site it is, writes there
		}
		return shown
	}
	if len(found) == 0 {
		found = addNames(nil, strings.Join(o.Byline, "; "), m)
	}
	if len(found) == 0 && role != "" {
		found = []string{role}
	}
	return found
}

// headNames are the authors that the properties of the head name: the first
// that is a person, else the first of all; label those of the labelled card of
// a social network.
func headNames(g *gathered, m *meta) (names, label []string) {
	for _, key := range []string{"citation_author", "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
		"dc.creator.name", "cxenseparse:author", "article.author", "og:author", "og:article:author", "twitter:data1-author", "authors", "lp.article:author", "bt:author", "article:author_name", "mrf:authors",
		"shareaholic:article_author_name"} {
		var list []string
		for _, v := range g.props[key] {
			list = addNames(list, v, m)
		}
		if isPerson(list, m) {
			return list, nil
		}
		if len(names) == 0 {
			names = list
		}
	}
	if l := strings.ToLower(g.first("twitter:label1")); containsAny(l, "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "author", "autor", "by") {
		label = addNames(nil, g.first("twitter:data1"), m)
	}
	return names, label
}

// overlap: a name stands in both lists.
func overlap(a, b []string) bool {
	for _, n := range a {
		if holdsAll(b, []string{n}) {
			return true
		}
	}
	return false
}

// linkedNames are the authors that the linked data name. role is what stands
// there in place of a name: "Staff Writer", the only byline that some pages have.
func linkedNames(art thing, all []thing, m *meta) (found []string, role string) {
	for _, key := range []string{"author", "creator"} {
		for _, a := range arrayOf(art[key]) {
			name := authorOf(a, all, m)
			before := len(found)
			if found = addNames(found, name, m); len(found) == before && role == "" && strings.Contains(name, " ") && len(name) < 40 && isRole(strings.ToLower(name)) {
				role = name
			}
		}
		if key == "author" && isPerson(found, m) {
			// "creator" names all of them where "author" names the first.
			var more []string
			for _, a := range arrayOf(art["creator"]) {
				more = addNames(more, authorOf(a, all, m), m)
			}
			if len(more) > len(found) && holdsAll(more, found) {
				found = more
			}
			break
		}
	}
	return found, role
}

// fuller gives the byline of the page where it says the same more fully than
// the data do: a login or a first name there, the whole name here; one of
// several authors there, all of them here.
func fuller(known []string, g *gathered, m *meta) []string {
	shown := shownNames(g, m)
	if len(shown) == 0 || len(shown) > 6 {
		return known
	}
	if len(known) == 1 {
		k := fold(known[0])
		login := handle(known[0])
		for _, s := range shown {
			f := fold(s)
			if len(f) > len(k) && len(s) < 50 && (strings.HasPrefix(f, k+" ") && !strings.Contains(k, " ") || login && strings.Contains(f, " ")) {
				return shown
			}
		}
	}
	for _, n := range shown {
		if !fullName(n) || isRole(strings.ToLower(n)) {
			return known
		}
	}
	if len(shown) > len(known) && m.marked && holdsAll(shown, known) {
		return shown
	}
	return known
}

// holdsAll: every name of the second list stands in the first.
func holdsAll(list, names []string) bool {
	for _, n := range names {
		in := false
		for _, x := range list {
			in = in || strings.EqualFold(n, x)
		}
		if !in {
			return false
		}
	}
	return true
}

// handle: a login rather than a name: one word in small letters, or joined by
// dots or underscores.
func handle(n string) bool {
	if strings.ContainsAny(n, " ") || len(n) < 5 {
		return false
	}
	return n == strings.ToLower(n)
}

// authorOf is the name in an author value: a string, an object, or a
// reference to another thing of the page.
func authorOf(v any, all []thing, m *meta) string {
	switch v := v.(type) {
	case string:
		return unescape(v)
	case map[string]any:
		t := thing(v)
		if n := t.list("name"); len(n) > 0 {
			if strings.HasSuffix(strings.TrimRight(firstOf(t.str("url"), t.str("@id")), "/"), "/author/admin") {
				m.nobody = n[0] // a login that nobody gave a name
			}
			return strings.Join(n, "; ")
		}
		if given := t.str("givenName"); given != "" {
			return strings.TrimSpace(given + " " + t.str("familyName"))
		}
		if id, ok := v["@id"].(string); ok && id != "" {
			for _, o := range all {
				if o["@id"] == id && o["name"] != nil {
					return o.str("name")
				}
			}
		}
	}
	return ""
}

// isPerson reports whether at least one name is not just the paper's own.
func isPerson(list []string, m *meta) bool {
	for _, n := range list {
		if !ownName(n, m) {
			return true
		}
	}
	return false
}

// persons drops the paper's own name from a list that names people.
func persons(list []string, m *meta) []string {
	var out []string
	for _, n := range list {
		if !ownName(n, m) {
			out = append(out, n)
		}
	}
	return out
}

// ownName: the paper's own name, its site or a desk named after it.
func ownName(n string, m *meta) bool {
	f, p := strings.ReplaceAll(fold(n), " ", ""), strings.ReplaceAll(fold(m.publisher), " ", "")
	if f == p || p != "" && (strings.HasPrefix(f, p) || strings.HasPrefix(p, f) && 2*len(f) >= len(p)) || m.nobody != "" && n == m.nobody {
		return true
	}
	initials := ""
	for w := range strings.FieldsSeq(fold(n)) {
		r, _ := utf8.DecodeRuneInString(w)
		initials += string(r)
	}
	for _, label := range strings.Split(m.host, ".") {
		label = strings.ReplaceAll(label, "-", "")
		switch {
		case f == label || len(initials) > 1 && initials == label:
			return true
		case len(label) > 5 && strings.Contains(f, label) && !strings.Contains(n, " "), len(label) > 9 && strings.Contains(f, label) && len(f) > len(label)+2:
			return true
		case len(label) > 3 && strings.HasPrefix(f, label) && strings.ContainsAny(n, "–|:"):
			return true
		}
	}
	i := strings.LastIndexByte(n, '.')
	return i > 2 && len(n)-i <= 4 && len(n)-i > 2 && !strings.Contains(n[i:], " ") && n[i-1] != ' ' && len(strings.Fields(n)) <= 2 && strings.ToLower(n[i:]) == n[i:]
}

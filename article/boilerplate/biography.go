package boilerplate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pullquote/article"
)

// authorBio cuts the lines about the author. "She is an editor at …" says the
// same of a person in the news, so it needs more: the author's name, or a
// place at the article's end and a person of whom the story never spoke.
func authorBio(j *judge, i int) *article.Cut {
	b := &j.blocks[i]
	if b.words < 5 || b.words > 160 || b.quote && !j.opensWithAuthor(i) || b.kind == article.Heading || b.kind == article.Table {
		return nil
	}
	sure, hints := 0, 0
	rule := ""
	for k := range b.found {
		f := &b.found[k]
		if f.reason != article.AuthorBio {
			if f.reason == article.FollowPrompt || f.reason == article.ContactPrompt {
				hints++
			}
			continue
		}
		if f.strength == hint {
			hints++
		} else {
			sure++
			if rule == "" {
				rule = f.rule
			}
		}
	}
	if sure+hints == 0 {
		if j.opensWithAuthor(i) && i > j.first && j.lateIn(i) {
			return cut(article.AuthorBio, "bio:at the end:the author's full name", 0.7)
		}
		return nil
	}
	if rule == "" {
		rule = "hints"
	}
	opening := plainWords(firstWords(b.text, 8))
	named := false
	for _, n := range j.names {
		named = named || indexWords(opening, n) >= 0 || len(n) > 1 && len(opening) > 0 && (opening[0] == n[0] || opening[0] == n[len(n)-1]) && b.words > 5
	}
	named = named || j.calledAuthor(i)
	// A name by itself on the line before, or after the last prose.
	if i > 0 && !named {
		if p := strings.TrimSpace(j.blocks[i-1].text); isName(p) && sharesName(opening, plainWords(p)) {
			named = true
		} else if c := j.blocks[i-1].cut; c != nil && (c.Reason == article.AuthorBio || c.Reason == article.BylineLine) && sure > 0 {
			named = true
		}
	}
	switch {
	case named && (sure > 0 || hints > 1) && (i < j.first+3 || i > j.last-4 || j.lateIn(i)):
		return cut(article.AuthorBio, "bio:author's name:"+rule, 0.9)
	case sure > 0 && j.lateIn(i) && !j.spokenOf(i):
		return cut(article.AuthorBio, "bio:at the end:"+rule, 0.75)
	case sure > 1 && j.head(i) || sure > 1 && i < 4 && !j.spokenOf(i):
		return cut(article.AuthorBio, "bio:at the head:"+rule, 0.7)
	}
	return nil
}

// calledAuthor: a phrase begins the block that calls somebody the author, by no
// name: "The author is a surgeon". It stands before the story or closes it; a story
// that spoke of an author before goes on about that one.
func (j *judge) calledAuthor(i int) bool {
	if i > j.first && i < j.last {
		return false
	}
	for k := range j.blocks[i].found {
		if f := &j.blocks[i].found[k]; f.reason == article.AuthorBio && f.begins && f.from == 0 && f.strength == certain {
			return !j.saidBefore(i, j.blocks[i].ts[f.from:f.to])
		}
	}
	return false
}

// saidBefore: one of the longer words stands in the story before the block.
func (j *judge) saidBefore(i int, ts []token) bool {
	for w := range ts {
		if utf8.RuneCountInString(ts[w].text) < 4 {
			continue
		}
		for k := range j.blocks[:i] {
			b := &j.blocks[k]
			if b.cut == nil && b.words >= 8 && slices.ContainsFunc(b.ts, func(t token) bool { return t.text == ts[w].text }) {
				return true
			}
		}
	}
	return false
}

// opensWithAuthor: the block begins with the full name of an author, once and
// for all: a story seldom speaks of the one who tells it, and never at its end.
func (j *judge) opensWithAuthor(i int) bool {
	ts := j.blocks[i].ts
	for _, n := range j.names {
		if len(n) < 2 || len(ts) <= len(n) {
			continue
		}
		k := 0
		for k < len(n) && ts[k].text == n[k] {
			k++
		}
		if k == len(n) && !ts[k].mark { // "Jane Doe:" opens what she says in an interview
			return true
		}
	}
	return false
}

// lateIn reports one of the last four blocks that are not furniture.
func (j *judge) lateIn(i int) bool {
	if i < len(j.blocks)/2 {
		return false
	}
	n := 0
	for k := i + 1; k < len(j.blocks) && n < 4; k++ {
		if b := &j.blocks[k]; b.cut == nil && b.words >= 15 && !j.furniture(k) {
			n++
		}
	}
	return n < 3
}

// spokenOf reports whether the name that the block begins with stands in the
// text before it: then it is a person of the story.
func (j *judge) spokenOf(i int) bool {
	var name []string
	for w := range strings.FieldsSeq(j.blocks[i].text) {
		if !nameWord(strings.Trim(w, ",."), len(name) > 0) || len(name) == 3 {
			break
		}
		name = append(name, plainWords(w)...)
	}
	if len(name) < 2 {
		return true // no full name: "He is an editor" speaks of somebody before
	}
	last := name[len(name)-1]
	for k := range j.blocks[:i] {
		b := &j.blocks[k]
		if b.words < 8 || b.cut != nil {
			continue
		}
		for t := range b.ts {
			if b.ts[t].text == last {
				return true
			}
		}
	}
	return false
}

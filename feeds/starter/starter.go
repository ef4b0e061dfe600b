// Package starter holds the starter packs: well-known news feeds by topic and
// language, to be ticked from a list. Data only, in an embedded OPML file that
// goes through the same reader as any import; it fetches nothing, and whether
// an address still answers shows when it is subscribed to.
package starter

import (
	"bytes"
	_ "embed"
	"strings"

	"pullquote/feeds"
	"pullquote/feeds/opml"
)

// Pack is a group of feeds on one topic in one language.
type Pack struct {
	Name     string // in the pack's language: "World", "Wissenschaft"
	Topic    string // in English, for choosing: "world", "science"
	Language string // "en"
	// Feeds have URL, Title, Language, and the pack's name as their folder.
	Feeds []feeds.Feed
}

// The folders of the file are language, topic and name of a pack.
//
//go:embed starter.opml
var file []byte

// Packs are all packs in the order in which they are shown. The caller may
// change them. Each call reads the file anew: under a millisecond, and only
// when the packs are asked for.
func Packs() []Pack {
	list, err := opml.Read(bytes.NewReader(file))
	if err != nil {
		return nil // the file is ours, and a test reads it
	}
	var packs []Pack
	places := map[string]int{}
	for _, f := range list.Feeds {
		if len(f.Folder) != 3 {
			continue
		}
		key := strings.Join(f.Folder, "\x00")
		at, ok := places[key]
		if !ok {
			at = len(packs)
			places[key] = at
			packs = append(packs, Pack{Language: f.Folder[0], Topic: f.Folder[1], Name: f.Folder[2]})
		}
		f.Language = packs[at].Language
		f.Folder = []string{packs[at].Name}
		packs[at].Feeds = append(packs[at].Feeds, f)
	}
	return packs
}

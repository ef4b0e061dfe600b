// Package builtin holds the feeds that come with the program: a guide that
// teaches the keys by being read. They are ordinary RSS, Atom and JSON Feed
// files and ordinary HTML pages, embedded, with the furniture that real pages
// have, and go through the same parser, extractor and store as any other feed.
// It owns their bytes and nothing else; there is no network in it.
package builtin

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"pullquote/feeds"
)

//go:embed guide
var files embed.FS

// root is the address below which everything stands. It has the form of an
// address with a host, so that relative links resolve as they do on the web.
const root = feeds.Builtin + "//"

// Feeds are the built-in feeds: address, title and folder.
func Feeds() []feeds.Feed {
	folder := []string{"Guide"}
	return []feeds.Feed{
		{URL: root + "guide/courier.xml", Title: "The Harbour Courier", Folder: folder},
		{URL: root + "guide/notebook.atom", Title: "Reader’s Notebook", Folder: folder},
		{URL: root + "guide/abroad.json", Title: "Letters from Abroad", Folder: folder},
	}
}

// Get gives the bytes and the media type of a built-in address.
// Errors: feeds.ErrNotFound.
func Get(url string) (data []byte, contentType string, err error) {
	name, ok := strings.CutPrefix(url, root)
	if !ok {
		return nil, "", fmt.Errorf("%s: %w", url, feeds.ErrNotFound)
	}
	name, _, _ = strings.Cut(name, "#")
	data, err = files.ReadFile(path.Clean(name))
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", url, feeds.ErrNotFound)
	}
	switch path.Ext(name) {
	case ".xml":
		contentType = "application/rss+xml; charset=utf-8"
	case ".atom":
		contentType = "application/atom+xml; charset=utf-8"
	case ".json":
		contentType = "application/feed+json"
	default:
		contentType = "text/html; charset=utf-8"
	}
	return data, contentType, nil
}

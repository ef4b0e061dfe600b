package parse

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"pullquote/feeds"
)

const inspectedDoc = `<rss version="2.0"><channel><title>t</title><link>/home</link><item><title>a</title><link>/a</link><guid isPermaLink="false">1</guid>
<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator><pubDate>Tue, 05 Mar 2024 10:20:30 +0100</pubDate><category>c</category><description>d</description>
<enclosure url="/a.mp3" type="audio/mpeg" length="7"/><enclosure url="/a.mp3"/></item></channel></rss>`

func TestInspect(t *testing.T) {
	in, err := Inspect([]byte(inspectedDoc), Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"title":"t","link":"/home","description":"","format":"RSS 2.0","items":[{"title":"a","link":"/a","id":"1","author":"Ann","authors":["Ann","Bo"],` +
		`"published":"2024-03-05T09:20:30Z","summary":"d","categories":["c"],"enclosures":[{"url":"/a.mp3","type":"audio/mpeg","length":"7"},{"url":"/a.mp3"}]}]}`
	if string(b) != want {
		t.Errorf("\n got %s\nwant %s", b, want)
	}
	if _, err := Inspect([]byte("no"), Options{}); !errors.Is(err, feeds.ErrNotFeed) {
		t.Error(err)
	}
}

// TestInspection: with the document's own address known, both agree on all
// but the first author and the repeated file.
func TestInspection(t *testing.T) {
	o := Options{URL: "https://a.example/feed"}
	in, err := Inspect([]byte(inspectedDoc), o)
	if err != nil {
		t.Fatal(err)
	}
	got := Inspection(mustRead(t, inspectedDoc, o))
	want := in
	want.Items[0].Author, want.Items[0].Authors = "Ann, Bo", nil
	want.Items[0].Enclosures = want.Items[0].Enclosures[:1]
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	if got.Items[0].Link != "https://a.example/a" {
		t.Error(got.Items[0].Link)
	}
}

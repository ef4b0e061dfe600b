package starter

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pullquote/article"
	"pullquote/feeds/opml"
)

func TestPacks(t *testing.T) {
	packs := Packs()
	addresses, titles, names, languages, topics := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]int{}, map[string]bool{}
	word := regexp.MustCompile(`^[a-z]+$`)
	for _, p := range packs {
		if len(p.Feeds) == 0 || p.Name == "" || !word.MatchString(p.Topic) || !word.MatchString(p.Language) || len(p.Language) != 2 {
			t.Errorf("pack %+v", p)
		}
		if key := p.Language + p.Name; names[key] {
			t.Errorf("two packs are called %s in %s", p.Name, p.Language)
		} else {
			names[key] = true
		}
		languages[p.Language] += len(p.Feeds)
		topics[p.Topic] = true
		for _, f := range p.Feeds {
			u, err := url.Parse(f.URL)
			if err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") || u.User != nil || u.Fragment != "" || article.CleanURL(f.URL) != f.URL {
				t.Errorf("address %q: %v", f.URL, err)
			}
			if bare := strings.TrimSuffix(u.Host+u.Path+"?"+u.RawQuery, "/"); addresses[bare] {
				t.Errorf("%s stands twice", f.URL)
			} else {
				addresses[bare] = true
			}
			if f.Title == "" || titles[f.Title] || article.CleanLine(f.Title) != f.Title {
				t.Errorf("title %q", f.Title)
			}
			titles[f.Title] = true
			if f.Language != p.Language || !slices.Equal(f.Folder, []string{p.Name}) {
				t.Errorf("%s: %q in %q", f.Title, f.Language, f.Folder)
			}
		}
	}
	if len(addresses) < 60 {
		t.Errorf("%d feeds", len(addresses))
	}
	for _, l := range []string{"en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ja", "zh"} {
		if languages[l] < 3 {
			t.Errorf("%d feeds in %s", languages[l], l)
		}
	}
	for _, s := range []string{"world", "national", "technology", "science", "business", "culture", "sport", "health", "climate"} {
		if !topics[s] {
			t.Errorf("nothing about %s", s)
		}
	}
	if packs[0].Language != "en" || packs[0].Topic != "world" {
		t.Errorf("the first pack is %+v", packs[0])
	}
}

// Every line of the file comes through: nothing is skipped or lost on the way.
func TestFile(t *testing.T) {
	list, err := opml.Read(bytes.NewReader(file))
	if err != nil || len(list.Skipped) != 0 {
		t.Fatalf("%v, skipped %q", err, list.Skipped)
	}
	n := 0
	for _, p := range Packs() {
		n += len(p.Feeds)
	}
	if want := bytes.Count(file, []byte("xmlUrl=")); n != want || len(list.Feeds) != want {
		t.Errorf("%d feeds in packs, %d in the list, %d in the file", n, len(list.Feeds), want)
	}
}

// Packs are the caller's own.
func TestPacksAreCopies(t *testing.T) {
	Packs()[0].Feeds[0].Title = "changed"
	if Packs()[0].Feeds[0].Title == "changed" {
		t.Error("a change of one caller reaches the next")
	}
}

func BenchmarkPacks(b *testing.B) {
	for b.Loop() {
		if len(Packs()) == 0 {
			b.Fatal("none")
		}
	}
}

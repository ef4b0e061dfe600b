package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pullquote/article"
	"pullquote/feeds"
	"pullquote/feeds/library"
	"pullquote/feeds/starter"
	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/overlay"
	"pullquote/ui/prompt"
	"pullquote/ui/work"

	tea "charm.land/bubbletea/v2"
)

// graceTime is how long a layer that opens by itself is deaf: whoever was
// typing when it came has stopped by then.
const graceTime = 400 * time.Millisecond

// askFeed asks for the address of a feed, with what was wrong with the last.
func (m *Model) askFeed(text, problem string) tea.Cmd {
	line := prompt.NewLine(prompt.Line{
		Title: "Add a feed or a site", Label: "Address ", Problem: problem,
		Hint:   "Enter adds · Esc closes",
		Answer: func(s string) intent.Intent { return wanted(s) },
	}, m.o.Keys, text)
	if problem == "" {
		m.layers.Push(line)
		return nil
	}
	return m.surprise(line)
}

// surprise lays a layer on top that nobody asked for at this moment: it is deaf
// for a while.
func (m *Model) surprise(l overlay.Layer) tea.Cmd {
	m.layers.PushHeld(l)
	return m.after(graceTime, tick{kind: layerReady})
}

// guess, behind an address, asks for the usual addresses to be tried.
const guess = "?"

// wanted reads what was typed: addresses, and whether to guess.
func wanted(s string) intent.Subscribe {
	words := strings.Fields(s)
	urls := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == guess })
	return intent.Subscribe{URLs: urls, Guess: len(urls) < len(words)}
}

// askStarter offers the starter packs.
func (m *Model) askStarter() tea.Cmd {
	var opts []prompt.Option
	for _, p := range starter.Packs() {
		opts = append(opts, prompt.Option{Text: p.Name, Note: p.Language})
		for _, f := range p.Feeds {
			o := prompt.Option{Value: f.URL, Text: f.Name(), Note: article.Host(f.URL)}
			if m.subscribedTo(f.URL) {
				o.Fixed = "subscribed"
			}
			opts = append(opts, o)
		}
	}
	if len(opts) == 0 {
		return m.say("There are no starter packs in this build.")
	}
	m.layers.Push(&prompt.Choice{
		Title: "Starter packs", Several: true, Options: opts, Keys: m.o.Keys,
		Intro:  "Well-known news feeds by topic and language. A topic ticks all of its feeds.",
		Answer: func(urls []string) intent.Intent { return intent.Subscribe{URLs: urls} },
	})
	return nil
}

func (m *Model) subscribedTo(url string) bool {
	return slices.ContainsFunc(m.feeds, func(f feeds.Feed) bool { return f.URL == url })
}

// askChoice offers the feeds that a page names.
func (m *Model) askChoice(url string, found []feeds.Candidate) tea.Cmd {
	opts := make([]prompt.Option, 0, len(found))
	for _, c := range found {
		text := c.Title
		if text == "" {
			text = c.URL
		}
		o := prompt.Option{Value: c.URL, Text: article.CleanLine(text), Note: article.CleanLine(c.URL)}
		if m.subscribedTo(c.URL) {
			o.Fixed = "subscribed"
		}
		opts = append(opts, o)
	}
	host := article.Host(url)
	if host == "" {
		host = url
	}
	return m.surprise(&prompt.Choice{
		Title: "Several feeds", Several: true, Options: opts, Keys: m.o.Keys,
		Intro:  article.CleanLine(host) + " offers these.",
		Answer: func(urls []string) intent.Intent { return intent.Subscribe{URLs: urls} },
	})
}

// askRemove asks before a feed goes.
func (m *Model) askRemove() tea.Cmd {
	f, ok := m.side.Feed()
	if !ok {
		return m.say("Choose a single feed to remove.")
	}
	m.layers.Push(&prompt.Confirm{
		Title: "Remove a feed", Keys: m.o.Keys, Yes: intent.Unsubscribe{Feed: f.ID},
		Question: fmt.Sprintf("Remove %s and its %s? Starred articles and saved quotes stay. %s brings it back.",
			f.Name(), plural(f.Total, "article", "articles"), m.o.Keys.First(keys.Undo)),
	})
	return nil
}

// atOnce is how many subscriptions are fetched side by side: a starter pack of
// twenty comes in seconds, and a slow site holds up no other.
const atOnce = 4

// subscribe adds addresses, a few at a time.
func (m *Model) subscribe(i intent.Subscribe) tea.Cmd {
	if len(i.URLs) == 0 {
		return nil
	}
	a := &m.adding
	running := min(len(a.queue), atOnce)
	if len(a.queue) == 0 {
		*a = adding{}
		m.slots.add.Begin(m.desk.Ctx)
	}
	for _, u := range i.URLs {
		a.queue = append(a.queue, subscription{url: u, folder: packOf(u), guess: i.Guess})
		a.total++
	}
	var cmds []tea.Cmd
	for _, s := range a.queue[running:min(len(a.queue), atOnce)] {
		cmds = append(cmds, m.add(s))
	}
	return tea.Batch(append(cmds, m.wait())...)
}

// packOf is the folder that a feed of a starter pack goes into.
func packOf(url string) []string {
	for _, p := range starter.Packs() {
		for _, f := range p.Feeds {
			if f.URL == url {
				if f.Folder != nil {
					return f.Folder
				}
				return []string{p.Name}
			}
		}
	}
	return nil
}

func (m *Model) add(s subscription) tea.Cmd {
	return m.desk.Subscribe(m.slots.add.Now(m.desk.Ctx), s.url, library.SubscribeOptions{Folder: s.folder, Guess: s.guess})
}

func (m *Model) cancelAdding() tea.Cmd {
	m.slots.add.Abort()
	m.adding = adding{}
	return tea.Batch(m.relist(keepPlace), m.readFeeds(), m.say("Cancelled."))
}

// subscribed takes one new feed, starts the next, and at the last tells how
// it went.
func (m *Model) subscribed(r work.Subscribed) tea.Cmd {
	a := &m.adding
	if !m.slots.add.Is(r.Token) {
		return nil
	}
	i := slices.IndexFunc(a.queue, func(s subscription) bool { return s.url == r.URL })
	if i < 0 {
		return nil
	}
	asked := a.queue[i]
	a.queue = slices.Delete(a.queue, i, i+1)
	a.done++
	var cmds []tea.Cmd
	if len(a.queue) >= atOnce {
		cmds = append(cmds, m.add(a.queue[atOnce-1]))
	}
	single := a.total == 1
	var choice feeds.ChoiceError
	switch {
	case r.Err == nil:
		a.added = append(a.added, r.Feed)
		cmds = append(cmds, m.relist(keepPlace), m.readFeeds())
	case errors.As(r.Err, &choice):
		cmds = append(cmds, m.askChoice(r.URL, choice.Candidates))
	case errors.Is(r.Err, feeds.ErrSubscribed) && !single:
	case errors.Is(r.Err, feeds.ErrSubscribed):
		cmds = append(cmds, m.say("Already subscribed: "+name(r)))
	case single && !cancelled(r.Err):
		// Back to the prompt, so that a slip of the finger can be mended.
		why := words(r.Err)
		if errors.Is(r.Err, context.DeadlineExceeded) {
			why = "the site took too long"
		}
		if errors.Is(r.Err, feeds.ErrNotFeed) && !asked.guess {
			why = "no feed there, and none is named; put " + guess + " behind it to try the usual addresses"
		}
		cmds = append(cmds, m.askFeed(r.URL, why))
	default:
		a.failed = append(a.failed, article.Host(r.URL))
	}
	if len(a.queue) > 0 {
		return tea.Batch(cmds...)
	}
	m.slots.add.Abort()
	return tea.Batch(append(cmds, m.toldAdding())...)
}

func name(r work.Subscribed) string {
	if r.Feed.ID != 0 {
		return r.Feed.Name()
	}
	return r.URL
}

func (m *Model) toldAdding() tea.Cmd {
	a := m.adding
	m.adding = adding{}
	switch {
	case len(a.failed) > 0:
		return m.complain(fmt.Sprintf("Subscribed to %s; not to %s.", plural(len(a.added), "feed", "feeds"), strings.Join(a.failed, ", ")))
	case len(a.added) == 1:
		return m.say("Subscribed to " + a.added[0].Name() + ".")
	case len(a.added) > 1:
		return m.say("Subscribed to " + plural(len(a.added), "feed", "feeds") + ".")
	}
	return nil
}

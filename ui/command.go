package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pullquote/ui/intent"
	"pullquote/ui/keys"
	"pullquote/ui/prompt"
	"pullquote/ui/theme"

	tea "charm.land/bubbletea/v2"
)

// askCommand opens the command line.
func (m *Model) askCommand() tea.Cmd {
	m.layers.Push(prompt.NewLine(prompt.Line{
		Title: "Commands", Label: ": ", Hint: "Tab completes · Enter does it · Esc closes",
		Complete: m.completions,
		Answer:   func(s string) intent.Intent { return intent.Command{Line: s} },
	}, m.o.Keys, ""))
	return nil
}

// anywhere reports the actions that a command does from any screen, also where
// their key does something else or nothing.
func anywhere(a keys.Action) bool {
	switch a {
	case keys.Refresh, keys.RefreshFeed, keys.Starter, keys.Feeds, keys.Quotes, keys.Quit, keys.Help, keys.Undo, keys.Theme, keys.Suspend:
		return true
	}
	return false
}

// completions are the commands that a line may mean on this screen: those that
// begin with it first, then those that hold it. Some take words; all others are
// the actions of the key table.
func (m *Model) completions(line string) []prompt.Item {
	line = strings.ToLower(strings.TrimLeft(line, " "))
	if rest, ok := strings.CutPrefix(line, "theme "); ok {
		var out []prompt.Item
		for _, n := range theme.Names() {
			if strings.HasPrefix(n, strings.TrimSpace(rest)) {
				out = append(out, prompt.Item{Text: "theme " + n})
			}
		}
		return out
	}
	if rest, ok := strings.CutPrefix(line, "smart "); ok {
		return m.smartItems(strings.TrimSpace(rest))
	}
	var all []prompt.Item
	if !m.alone() {
		all = append(all, prompt.Item{Text: "add", Note: "add a feed: add ADDRESS"},
			prompt.Item{Text: "filter", Note: "filter the list: filter WORDS is:unread since:7d"})
		if len(m.o.Config.Smart) > 0 {
			all = append(all, prompt.Item{Text: "smart", Note: "the list of a smart folder: smart NAME"})
		}
	}
	all = append(all, prompt.Item{Text: "theme", Note: "another look: theme NAME"})
	for _, e := range keys.Table() {
		if e.Section != keys.Moving && (e.Places&m.here() != 0 || anywhere(e.Action) && !m.alone()) {
			all = append(all, prompt.Item{Text: string(e.Action), Note: e.Help, Key: m.o.Keys.First(e.Action)})
		}
	}
	want := strings.TrimSpace(line)
	var out, inside []prompt.Item
	for _, it := range all {
		switch {
		case strings.HasPrefix(it.Text, want):
			out = append(out, it)
		case strings.Contains(it.Text, want) || strings.Contains(it.Note, want):
			inside = append(inside, it)
		}
	}
	return append(out, inside...)
}

// command does what a line of the command line says.
func (m *Model) command(line string) tea.Cmd {
	name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	name, rest = strings.ToLower(name), strings.TrimSpace(rest)
	if m.alone() && (name == "add" || name == "filter" || name == "smart" || name == string(keys.AddFeed)) {
		return m.say("This article is not in the library.")
	}
	switch name {
	case "add", string(keys.AddFeed):
		if rest == "" {
			return m.askFeed("", "")
		}
		return m.subscribe(wanted(rest))
	case "filter":
		return m.applyFilter(rest)
	case "smart":
		return m.chooseSmart(rest)
	case "theme":
		return m.setTheme(rest)
	case "q", "q!", "quit", "exit":
		return m.quit()
	}
	table := keys.Table()
	i := slices.IndexFunc(table, func(e keys.Entry) bool { return string(e.Action) == name })
	if i < 0 {
		// An unmistakable beginning will do.
		var fits []int
		for j, e := range table {
			if strings.HasPrefix(string(e.Action), name) {
				fits = append(fits, j)
			}
		}
		if len(fits) != 1 {
			return m.complain("There is no command “" + name + "”.")
		}
		i = fits[0]
	}
	e := table[i]
	if bound := m.o.Keys.For(e.Action).Keys(); e.Places&m.place() != 0 && len(bound) > 0 {
		return m.input(press(bound[0]))
	}
	if anywhere(e.Action) {
		return m.act(e.Action)
	}
	return m.say("“" + string(e.Action) + "” does nothing here.")
}

func (m *Model) setTheme(name string) tea.Cmd {
	if !slices.Contains(theme.Names(), name) {
		return m.complain("The themes are " + strings.Join(theme.Names(), ", ") + ".")
	}
	m.look.Name, m.look.JSON = name, nil
	return m.restyle()
}

// press is the key of a name, as the terminal would send it.
func press(name string) tea.KeyPressMsg {
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		k := press(rest)
		k.Mod, k.Text = k.Mod|tea.ModCtrl, ""
		return k
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		k := press(rest)
		k.Mod, k.Text = k.Mod|tea.ModAlt, ""
		return k
	}
	switch name {
	case "enter":
		return tea.KeyPressMsg{Code: tea.KeyEnter}
	case "esc":
		return tea.KeyPressMsg{Code: tea.KeyEscape}
	case "space":
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	case "tab":
		return tea.KeyPressMsg{Code: tea.KeyTab}
	case "shift+tab":
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	case "backspace":
		return tea.KeyPressMsg{Code: tea.KeyBackspace}
	case "delete":
		return tea.KeyPressMsg{Code: tea.KeyDelete}
	case "pgdown":
		return tea.KeyPressMsg{Code: tea.KeyPgDown}
	case "pgup":
		return tea.KeyPressMsg{Code: tea.KeyPgUp}
	case "home":
		return tea.KeyPressMsg{Code: tea.KeyHome}
	case "end":
		return tea.KeyPressMsg{Code: tea.KeyEnd}
	case "up":
		return tea.KeyPressMsg{Code: tea.KeyUp}
	case "down":
		return tea.KeyPressMsg{Code: tea.KeyDown}
	case "left":
		return tea.KeyPressMsg{Code: tea.KeyLeft}
	case "right":
		return tea.KeyPressMsg{Code: tea.KeyRight}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return tea.KeyPressMsg{Code: r, Text: name}
}

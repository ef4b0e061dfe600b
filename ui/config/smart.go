package config

import (
	"fmt"
	"slices"
	"time"

	"pullquote/feeds"
)

// checkSmart refuses smart folders without a name of their own, or whose query
// is none.
func (c *Config) checkSmart(path string, data []byte) error {
	for i, s := range c.Smart {
		at := func(key, what string) error {
			line, col := positionOf(data, "smart", key, i+1)
			return &Error{path, line, col, "smart." + key + " " + what}
		}
		if s.Name == "" {
			return at("name", "is missing: a smart folder takes a name and a query")
		}
		if slices.IndexFunc(c.Smart, func(o Smart) bool { return o.Name == s.Name }) != i {
			return at("name", fmt.Sprintf("%q stands there twice", s.Name))
		}
		if s.Query == "" {
			return at("query", fmt.Sprintf("of %q is missing: it takes what the filter line takes", s.Name))
		}
		// The clock doesn't matter: whether it is a query does.
		if _, err := feeds.ParseQuery(s.Query, time.Time{}); err != nil {
			return at("query", "of "+fmt.Sprintf("%q: ", s.Name)+err.Error())
		}
	}
	return nil
}

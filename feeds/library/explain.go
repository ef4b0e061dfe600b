package library

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"pullquote/feeds"
	"pullquote/feeds/store"
)

// AmbiguousError: several feeds fit a name.
type AmbiguousError struct {
	Name  string
	Found []feeds.Feed
}

func (e AmbiguousError) Error() string {
	names := make([]string, 0, 4)
	for _, f := range e.Found {
		if len(names) == 3 {
			names = append(names, "…")
			break
		}
		names = append(names, fmt.Sprintf("%s (%d)", f.Name(), f.ID))
	}
	return fmt.Sprintf("%d feeds fit %q: %s", len(e.Found), e.Name, strings.Join(names, ", "))
}

// isFile reports errors of the file system, whose text names a path of the
// reader's own and nothing of a server's.
func isFile(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path)
}

// ours reports errors whose text the rooms below wrote themselves.
func ours(err error) bool {
	var state StateError
	return errors.As(err, &state) || errors.Is(err, store.ErrNotNewsboat) || errors.Is(err, store.ErrNewer) || errors.Is(err, store.ErrDamaged) || errors.Is(err, store.ErrStore) ||
		errors.Is(err, feeds.ErrSubscribed) || errors.Is(err, feeds.ErrNotFound)
}

package feeds

import (
	"errors"
	"fmt"
	"time"
)

var (
	// ErrNotFound: no such feed or entry.
	ErrNotFound = errors.New("not found")
	// ErrNotFeed: the document is no feed that we can read.
	ErrNotFeed = errors.New("not a feed")
	// ErrUnchanged: the server says that nothing changed (304).
	ErrUnchanged = errors.New("unchanged")
	// ErrGone: the server says that the feed is gone for good (410).
	ErrGone = errors.New("gone for good")
	// ErrTooLarge: the answer is over the size limit.
	ErrTooLarge = errors.New("too large")
	// ErrPrivate: a public host led into a private network.
	ErrPrivate = errors.New("leads into a private network")
	// ErrAddress: not an address that can be subscribed to or opened.
	ErrAddress = errors.New("not a web address")
	// ErrSubscribed: the feed is subscribed already.
	ErrSubscribed = errors.New("already subscribed")
)

// StatusError is an HTTP answer that is no success.
type StatusError struct {
	Code       int
	RetryAfter int // seconds; 0 where the server says nothing
}

// Error gives the status alone: text of the server is never quoted.
func (e StatusError) Error() string { return fmt.Sprintf("HTTP %d", e.Code) }

// HeldError: the host asked to be left alone, and was not asked.
type HeldError struct{ Until time.Time }

func (e HeldError) Error() string { return "the server asked to wait" }

// ChoiceError: a page names several feeds and the reader has to choose.
type ChoiceError struct{ Candidates []Candidate }

func (e ChoiceError) Error() string {
	return fmt.Sprintf("the page names %d feeds", len(e.Candidates))
}

package store

import "testing"

func TestReached(t *testing.T) {
	s := open(t)
	f := addFeed(t, s, "https://a.example/", "News")
	put(t, s, f, entry(1), entry(2))
	es := pages(t, s, query(t, ""), 10, false)
	want := func(n, at int) {
		t.Helper()
		if got, err := s.Reached(t.Context(), es[n].ID); err != nil || got != at {
			t.Errorf("entry %d was read to %d, %v; want %d", n, got, err, at)
		}
	}
	want(0, 0)
	for _, at := range []int{300, 1200} {
		if err := s.Reach(t.Context(), es[0].ID, at); err != nil {
			t.Fatal(err)
		}
		want(0, at)
		want(1, 0)
	}
	if err := s.Reach(t.Context(), es[0].ID, 0); err != nil {
		t.Fatal(err)
	}
	want(0, 0)
	if err := s.Reach(t.Context(), 999_999, 5); err != nil { // it is gone meanwhile
		t.Error(err)
	}
}

package config

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"pullquote/article"
	"pullquote/ui/keys"

	"github.com/pelletier/go-toml/v2"
)

// Error is a fault in the settings file: where it is and what would be right.
// Line and Column count from 1; 0 where the fault has no one place.
type Error struct {
	Path         string
	Line, Column int
	What         string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.Path, e.What)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.What)
}

// inKeys puts an error of the keys where the file rebinds them.
func (e *Error) inKeys(data []byte, err error) *Error {
	var f *keys.Fault
	if errors.As(err, &f) {
		for _, a := range f.Actions { // of two, one may have its default
			if line, col := position(data, "keys", string(a)); line > 0 {
				e.Line, e.Column = line, col
			}
		}
	}
	return e
}

// explain turns the TOML reader's errors into ours.
func explain(path string, err error) error {
	var missing *toml.StrictMissingError
	if errors.As(err, &missing) && len(missing.Errors) > 0 {
		first := missing.Errors[0]
		line, col := first.Position()
		key := first.Key()
		return &Error{path, line, col, unknown(key)}
	}
	var dec *toml.DecodeError
	if errors.As(err, &dec) {
		line, col := dec.Position()
		what := article.CleanLine(strings.TrimPrefix(dec.Error(), "toml: "))
		key := dec.Key()
		if takes := wanted(key); takes != "" && strings.HasPrefix(what, "cannot decode") {
			return &Error{path, line, col, article.CleanLine(strings.Join(key, ".")) + " takes " + takes}
		}
		if len(key) > 0 {
			what = strings.Join(key, ".") + ": " + what
		}
		return &Error{path, line, col, what}
	}
	return &Error{Path: path, What: article.CleanLine(err.Error())}
}

// unknown says that a key is none of ours, and which one may be meant.
func unknown(key []string) string {
	valid := names(reflect.TypeFor[Config]())
	if len(key) > 1 {
		for i := range reflect.TypeFor[Config]().NumField() {
			f := reflect.TypeFor[Config]().Field(i)
			if f.Tag.Get("toml") == key[0] && f.Type.Kind() == reflect.Struct {
				valid = names(f.Type)
			}
		}
		if key[0] == "keys" {
			valid = keys.Names()
		}
		if key[0] == "sites" && len(key) > 2 {
			valid = names(reflect.TypeFor[Site]())
		}
	}
	last := article.CleanLine(key[len(key)-1])
	return fmt.Sprintf("%q is no setting: there is %s", article.CleanLine(strings.Join(key, ".")), orNearest(last, valid))
}

// wanted says what the setting of a key takes; "" where there is no such one.
func wanted(key []string) string {
	t := reflect.TypeFor[Config]()
	for i, k := range key {
		switch t.Kind() {
		case reflect.Map:
			t = t.Elem()
			continue
		case reflect.Slice: // of tables
			t = t.Elem()
		default:
		}
		if t.Kind() != reflect.Struct {
			return ""
		}
		at := slices.IndexFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return f.Tag.Get("toml") == k })
		if at < 0 {
			return ""
		}
		t = t.Field(at).Type
		if i == len(key)-1 {
			break
		}
	}
	switch t.Kind() {
	case reflect.String:
		return "words in quotation marks"
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "tables: [[" + strings.Join(key, ".") + "]]"
		}
		return `a list of words: ["one", "two"]`
	case reflect.Struct, reflect.Map:
		return "a table: [" + strings.Join(key, ".") + "]"
	default:
	}
	return ""
}

// names are the TOML names of a struct's fields.
func names(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		if n := t.Field(i).Tag.Get("toml"); n != "" && n != "-" {
			out = append(out, n)
		}
	}
	return out
}

// orNearest is the valid name that the word most likely means, or, where none
// is near, all of them.
func orNearest(word string, valid []string) string {
	if at := article.Nearest(word, valid); at != "" {
		return fmt.Sprintf("%q", at)
	}
	return strings.Join(valid, ", ")
}

// position finds where a key of a table stands; 0, 0 where it does not (then
// the value came from the defaults, which are right).
func position(data []byte, table, key string) (line, col int) {
	return positionOf(data, table, key, 1)
}

// positionOf is position in the n-th of several tables of a name, from 1; a key
// that is missing there has the place of the table.
func positionOf(data []byte, table, key string, n int) (line, col int) {
	in, seen := "", 0
	for i, l := range bytes.Split(data, []byte("\n")) {
		t := strings.TrimSpace(string(l))
		if strings.HasPrefix(t, "[") {
			many := strings.HasPrefix(t, "[[")
			in = strings.Trim(strings.TrimSpace(strings.SplitN(t, "]", 2)[0]), "[] ")
			if in != table || !many {
				continue
			}
			if seen++; seen == n {
				line, col = i+1, strings.Index(string(l), "[")+1
			} else {
				in = ""
			}
			continue
		}
		name, _, ok := strings.Cut(t, "=")
		name = strings.Trim(strings.TrimSpace(name), `"'`)
		if ok && (in == table && name == key || in == "" && name == table+"."+key) {
			return i + 1, strings.Index(string(l), strings.TrimSpace(t)) + 1
		}
	}
	return line, col
}

package config

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Paths are where the program keeps things.
type Paths struct {
	Config   string // the settings file
	Rules    string // the reader's own cut rules, beside it
	Database string
	Log      string
}

// Where finds the paths: --config and --db, then PULLQUOTE_CONFIG and
// PULLQUOTE_DB, then the XDG folders (on Windows those of the system). env is
// os.Getenv or a test's.
func Where(config, db string, env func(string) string) (Paths, error) {
	var p Paths
	base := func(xdg string, rest ...string) (string, error) {
		if d := env(xdg); filepath.IsAbs(d) { // the XDG rules: relative ones are ignored
			return filepath.Join(d, "pullquote"), nil
		}
		home := env("HOME")
		if runtime.GOOS == "windows" {
			if d := env("LocalAppData"); d != "" {
				return filepath.Join(d, "pullquote"), nil
			}
			home = env("USERPROFILE")
		}
		if home == "" {
			h, err := os.UserHomeDir()
			if err != nil {
				return "", fmt.Errorf("find the home folder: %w", err)
			}
			home = h
		}
		return filepath.Join(append(append([]string{home}, rest...), "pullquote")...), nil
	}
	first := func(flag, variable string) string {
		if flag != "" {
			return flag
		}
		return env(variable)
	}
	if p.Config = first(config, "PULLQUOTE_CONFIG"); p.Config == "" {
		d, err := base("XDG_CONFIG_HOME", ".config")
		if err != nil {
			return p, err
		}
		p.Config = filepath.Join(d, "config.toml")
	}
	p.Rules = filepath.Join(filepath.Dir(p.Config), "rules.toml")
	if p.Database = first(db, "PULLQUOTE_DB"); p.Database == "" {
		d, err := base("XDG_DATA_HOME", ".local", "share")
		if err != nil {
			return p, err
		}
		p.Database = filepath.Join(d, "pullquote.db")
	}
	d, err := base("XDG_STATE_HOME", ".local", "state")
	if err != nil {
		return p, err
	}
	p.Log = filepath.Join(d, "pullquote.log")
	return p, nil
}

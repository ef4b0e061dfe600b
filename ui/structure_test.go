package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func parse(t *testing.T, path string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// types are the struct types of a file that embed a type of this name.
func types(f *ast.File, embedded string) []string {
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if st, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range st.Fields.List {
				if id, ok := field.Type.(*ast.Ident); ok && len(field.Names) == 0 && id.Name == embedded {
					out = append(out, spec.Name.Name)
				}
			}
		}
		return true
	})
	return out
}

// handler is the function that switches over all intents or results.
func handler(f *ast.File) ast.Node {
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && (fn.Name.Name == "do" || fn.Name.Name == "result") {
			return fn
		}
	}
	return f
}

// cases are the names X of all `case pkg.X` inside a node.
func cases(f ast.Node, pkg string) []string {
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		if c, ok := n.(*ast.CaseClause); ok {
			for _, e := range c.List {
				if sel, ok := e.(*ast.SelectorExpr); ok {
					if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg {
						out = append(out, sel.Sel.Name)
					}
				}
			}
		}
		return true
	})
	return out
}

func TestEveryResultAndIntentHasItsCase(t *testing.T) {
	for _, c := range []struct{ declared, embedded, handled, pkg string }{
		{"work/work.go", "done", "results.go", "work"},
		{"intent/intent.go", "sealed", "intents.go", "intent"},
	} {
		want, got := types(parse(t, c.declared), c.embedded), cases(handler(parse(t, c.handled)), c.pkg)
		if len(want) < 10 {
			t.Fatalf("%s declares only %v", c.declared, want)
		}
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("%s.%s has no case in %s", c.pkg, name, c.handled)
			}
		}
	}
}

// A command runs beside Update: one that assigns to what it captured races
// with it. Only names that it declares itself may be assigned to.
func TestCommandsAssignToNothingCaptured(t *testing.T) {
	closures := 0
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		ast.Inspect(parse(t, path), func(n ast.Node) bool {
			if lit, ok := n.(*ast.FuncLit); ok && isCommand(lit) {
				closures++
				for _, name := range captured(lit) {
					t.Errorf("%s: a command assigns to %s, which it captured", path, name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if closures < 10 {
		t.Errorf("only %d commands found: the test looks in the wrong place", closures)
	}
}

// isCommand reports a func() tea.Msg.
func isCommand(lit *ast.FuncLit) bool {
	r := lit.Type.Results
	if len(lit.Type.Params.List) > 0 || r == nil || len(r.List) != 1 {
		return false
	}
	sel, ok := r.List[0].Type.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Msg"
}

// captured are the names from outside that a closure assigns to, or through.
func captured(lit *ast.FuncLit) []string {
	var out []string
	check := func(e ast.Expr) {
		for {
			switch x := e.(type) {
			case *ast.SelectorExpr:
				e = x.X
				continue
			case *ast.IndexExpr:
				e = x.X
				continue
			case *ast.StarExpr:
				e = x.X
				continue
			case *ast.ParenExpr:
				e = x.X
				continue
			case *ast.Ident:
				// The parser resolves names of the file; one declared outside
				// the closure lies before it.
				if x.Name != "_" && (x.Obj == nil || x.Obj.Pos() < lit.Pos() || x.Obj.Pos() > lit.End()) {
					out = append(out, x.Name)
				}
			}
			return
		}
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, e := range n.Lhs {
					check(e)
				}
			}
		case *ast.IncDecStmt:
			check(n.X)
		}
		return true
	})
	return out
}

func TestTheCaptureCheckSeesAnAssignment(t *testing.T) {
	src := `package p
import tea "x"
func f(m *T) func() tea.Msg { n := 0; return func() tea.Msg { k := 1; k = 2; n++; m.x = k; return nil } }`
	path := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	ast.Inspect(parse(t, path), func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && isCommand(lit) {
			got = captured(lit)
		}
		return true
	})
	if !slices.Equal(got, []string{"n", "m"}) {
		t.Errorf("captured and assigned: %v, want n and m", got)
	}
}

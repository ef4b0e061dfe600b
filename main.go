// Pullquote is a news reader for the terminal: headlines at once, only the
// article, every quote. See README.md for its use and ui/doc.go, article and
// feeds for how it is built.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"pullquote/ui/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := cli.Run(ctx, cli.System(), os.Args[1:])
	stop()
	os.Exit(code)
}

// Gives the verdict of kube-apiserver 1.27.8 on a create, without a server: one JSON object per line on stdin, one JSON
// verdict per line on stdout. It takes the steps of the create handler (strict decoding, defaulting, conversion, allocation
// for Services, the registry's strategy), but knows no other object: quotas, admission and what exists already are left out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type verdict struct {
	Verdict string `json:"verdict"`
	Reason  string `json:"reason,omitempty"`
}

var (
	accepted = verdict{Verdict: "accepted"}
	// A kind that is not among those whose strategy is known here.
	unjudged = verdict{Verdict: "unjudged"}
)

func refused(err error) verdict {
	return verdict{"refused", err.Error()}
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	judges := newJudges()
	for in.Scan() {
		if err := encoder.Encode(judges.judge(in.Bytes())); err != nil {
			fail(err)
		}
		if err := out.Flush(); err != nil {
			fail(err)
		}
	}
	if err := in.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

type judges struct {
	builtIn builtIn
	custom  custom
}

func newJudges() judges {
	return judges{newBuiltIn(), newCustom()}
}

func (j judges) judge(body []byte) (answer verdict) {
	// The server's own handler recovers from a panic too, and answers 500.
	defer func() {
		if cause := recover(); cause != nil {
			answer = refused(fmt.Errorf("panic: %v", cause))
		}
	}()
	var typeMeta metav1.TypeMeta
	if err := json.Unmarshal(body, &typeMeta); err != nil {
		return refused(err)
	}
	if kind, ok := j.builtIn.kinds[typeMeta]; ok {
		return j.builtIn.judge(body, kind)
	}
	if typeMeta == definitionType {
		return j.custom.judgeDefinition(body)
	}
	if kind, ok := j.custom.kinds[typeMeta]; ok {
		return kind.judge(body)
	}
	return unjudged
}

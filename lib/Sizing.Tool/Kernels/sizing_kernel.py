"""The Jupyter side of the kernel "C# (LLM Sizing)": hands each request to `sizing kernel serve` and its answer back to Jupyter.

Started as: sizing_kernel.py CONNECTION_FILE COMMAND...; written by `sizing kernel install`.
"""
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import uuid

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

GRACE_SECONDS = 10  # how long an interrupted cell has to end before its process is ended


class SessionEnded(Exception):
    """The process that runs the cells is gone, and the state of the cells with it."""


class Session:
    """One process that runs cells, each message a line of JSON behind a mark of its own."""

    def __init__(self, command):
        self.mark = uuid.uuid4().hex
        self.messages = queue.Queue()
        # In a session of its own, so that the signal of an interrupt reaches this process alone.
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "SIZING_WORKER": self.mark},
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()
        self._send({"kind": "open", "folder": os.getcwd()})

    def ask(self, request, interrupts, show=None):
        """Sends a request, shows the outputs that come, passes interrupts on, and returns the message that ends it."""
        interrupted, passed_on = None, 0
        self._send(request)
        while True:
            if interrupts() > passed_on:
                passed_on = interrupts()
                interrupted = interrupted or time.monotonic()
                self._send({"kind": "interrupt"})
            try:
                message = self.messages.get(timeout=0.2)
                if message is None:
                    raise SessionEnded(f"the cell ended its process with exit code {self.process.wait()}")
                if message["kind"] == "done":
                    return message
                if message["kind"] == "output" and show:
                    show(message["output"])
            except queue.Empty:
                if interrupted and time.monotonic() - interrupted > GRACE_SECONDS:
                    self.process.kill()
                    raise SessionEnded(f"the cell did not end within {GRACE_SECONDS} s of the interrupt") from None

    def close(self):
        """Ends the process with everything that its cells started."""
        try:
            self.process.stdin.close()
            self.process.wait(timeout=5)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()

    def _send(self, message):
        try:
            self.process.stdin.write(self.mark + json.dumps(message) + "\n")
            self.process.stdin.flush()
        except OSError:
            pass  # it has ended; reading says so

    def _read(self):
        for line in self.process.stdout:
            if line.startswith(self.mark):
                self.messages.put(json.loads(line[len(self.mark):]))
        self.messages.put(None)


def joined(value):
    """Text that a notebook file holds as a list of lines."""
    return "".join(value) if isinstance(value, list) else value


def utf16(text):
    """The length of a text as C# counts it."""
    return len(text.encode("utf-16-le")) // 2


class SizingKernel(Kernel):
    implementation = "sizing"
    implementation_version = "1"
    banner = "C# (LLM Sizing): the cells of the LLM Sizing Workbook"
    language_info = {
        "name": "C#",
        "mimetype": "text/x-csharp",
        "file_extension": ".cs",
        "pygments_lexer": "csharp",
        "codemirror_mode": "text/x-csharp",
    }
    command = []
    cells = None
    interrupts = 0

    # ipykernel would raise KeyboardInterrupt wherever the signal meets it, so that a second interrupt could cost the reply:
    # signals are counted instead.
    def pre_handler_hook(self):
        self.interrupts = 0
        self.saved_sigint_handler = signal.signal(signal.SIGINT, self._count_interrupt)

    def post_handler_hook(self):
        signal.signal(signal.SIGINT, self.saved_sigint_handler)

    def _count_interrupt(self, *_):
        self.interrupts += 1

    def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False):
        failures = []

        def show(output):
            if output["output_type"] == "error":
                failures.append(output)
            if not silent:
                self._show(output)

        try:
            self._ask({"kind": "run", "id": str(self.execution_count), "code": code}, show)
        except (SessionEnded, OSError) as problem:
            show({"output_type": "error", "ename": type(problem).__name__, "evalue": f"{problem}; run the cells again from the top", "traceback": []})
        if failures:
            failure = failures[-1]
            return {
                "status": "error",
                "execution_count": self.execution_count,
                "ename": failure["ename"],
                "evalue": failure["evalue"],
                "traceback": failure["traceback"],
            }
        return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}

    def do_complete(self, code, cursor_pos):
        names, start = [], cursor_pos
        try:
            answer = self._ask({"kind": "complete", "code": code, "position": utf16(code[:cursor_pos])})
            names, start = answer["names"], len(code.encode("utf-16-le")[: 2 * answer["start"]].decode("utf-16-le"))
        except (SessionEnded, OSError):
            pass
        return {"status": "ok", "matches": names, "cursor_start": start, "cursor_end": cursor_pos, "metadata": {}}

    def do_is_complete(self, code):
        try:
            status = self._ask({"kind": "is_complete", "code": code})["status"]
        except (SessionEnded, OSError):
            status = "unknown"
        return {"status": status, "indent": "    "} if status == "incomplete" else {"status": status}

    def do_shutdown(self, restart):
        if self.cells:
            self.cells.close()
        return {"status": "ok", "restart": restart}

    def _ask(self, request, show=None):
        self.cells = self.cells or Session(self.command)
        try:
            return self.cells.ask(request, lambda: self.interrupts, show)
        except SessionEnded:
            self.cells = None
            raise

    def _show(self, output):
        kind = output["output_type"]
        if kind == "stream":
            content = {"name": output["name"], "text": joined(output["text"])}
        elif kind == "error":
            content = {key: output[key] for key in ("ename", "evalue", "traceback")}
            content["traceback"] = content["traceback"] or [f"{output['ename']}: {output['evalue']}"]
        else:
            data = {key: value if key.endswith("json") else joined(value) for key, value in output["data"].items()}
            content = {"data": data, "metadata": output["metadata"]}
            if kind == "execute_result":
                content["execution_count"] = self.execution_count
        self.send_response(self.iopub_socket, kind, content)


if __name__ == "__main__":
    connection_file, *SizingKernel.command = sys.argv[1:]
    IPKernelApp.launch_instance(argv=["-f", connection_file], kernel_class=SizingKernel)

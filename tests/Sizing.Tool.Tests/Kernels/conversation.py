"""Talks to the installed kernel as a front end does and prints what it answered, as one JSON object."""
import json

from jupyter_client.manager import start_new_kernel

LONGEST_WAIT = 300
manager, client = start_new_kernel(startup_timeout=LONGEST_WAIT, kernel_name="llm-sizing")
answers = {}


def run(code, on_output=lambda: None):
    outputs = []

    def keep(message):
        if message["msg_type"] in ("stream", "execute_result", "display_data", "error"):
            outputs.append({"type": message["msg_type"], **message["content"]})
            on_output()

    # Without stop_on_error: ipykernel drops what arrives in the moment after an error, as "Run All" wants it.
    reply = client.execute_interactive(code, output_hook=keep, timeout=LONGEST_WAIT, stop_on_error=False)
    return {"status": reply["content"]["status"], "outputs": outputs}


def complete(code):
    return client.complete(code, len(code), reply=True, timeout=LONGEST_WAIT)["content"]


def is_complete(code):
    client.is_complete(code)
    return client.get_shell_msg(timeout=LONGEST_WAIT)["content"]


answers["setup"] = run('#r "Sizing.Notebook.dll"\nusing Sizing; using Sizing.Notebook;')
answers["state"] = run('int x = 41;\nConsole.WriteLine("written");\nx + 1')
answers["rich"] = run('new[] { new { Model = "Llama", Weights = new Bytes(16_060_522_496) } }.ToTable()')
answers["error"] = run("int a = 1;\nint b = ;")
answers["thrown"] = run('x = 7;\nthrow new Exception("no");')
answers["completion"] = complete('"\U0001f600" + Catalog.Mo')
answers["open"] = is_complete("if (x == 1) {")
answers["closed"] = is_complete("x")
answers["interrupted"] = run(
    "x = 8;\nConsole.WriteLine(new string('.', 20_000));\nwhile (true) { }", manager.interrupt_kernel)
answers["after interrupt"] = run("x")
answers["ended"] = run("Environment.Exit(3);")
answers["after end"] = run("1 + 1")
run("int z = 3;")
manager.restart_kernel(now=False)
client.wait_for_ready(timeout=LONGEST_WAIT)
answers["after restart"] = run("z")
client.stop_channels()
manager.shutdown_kernel()
print(json.dumps(answers))

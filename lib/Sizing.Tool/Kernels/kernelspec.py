"""Registers or removes a kernel by Jupyter's own rules: VERB NAME FOLDER PREFIX; an empty PREFIX is the user's own."""
import os
import sys

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

verb, name, folder, prefix = sys.argv[1:]
manager = KernelSpecManager()
if prefix:
    manager.kernel_dirs = [os.path.join(prefix, "share", "jupyter", "kernels")]
try:
    if verb == "install":
        print(manager.install_kernel_spec(folder, name, user=not prefix, prefix=prefix or None))
    else:
        print(manager.remove_kernel_spec(name))
except (KeyError, NoSuchKernel):
    sys.exit("it is not installed")
except OSError as problem:
    sys.exit(str(problem))

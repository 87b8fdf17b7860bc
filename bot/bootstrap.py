"""Makes the project's virtual environment: finds Python 3.10 and uv, installs the locked dependencies.

Runs on the machine's own Python (3.8 or newer, standard library only), before anything is installed.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
TOOLS = PROJECT / "var" / "tools"
LOCK = PROJECT / "var" / ".setup.lock"
REQUIREMENTS = PROJECT / "requirements"
NPM = PROJECT / "tests" / "e2e" / "npm"
WANTED = "3.10"
NO_PYTHON = f"""\
Clara needs Python {WANTED}, and none was found or could be fetched. Any of these helps:
  - uv python install {WANTED}
  - pyenv install {WANTED}
  - your system's package for Python {WANTED} (for example python{WANTED} with python{WANTED}-venv)
  - CLARA_PYTHON=/path/to/python{WANTED} make ...
"""
NO_VENV = """\
This Python has no 'venv' module, so that 'uv' cannot be installed. Either install it (on Debian and
Ubuntu: the package python3-venv) or install uv yourself, then start again.
"""
NO_NPM = """\
There is no npm: the tests that talk to another's fake of Telegram's server will fail until it is installed
(on Debian and Ubuntu: the packages nodejs and npm) and this has run again.
"""


def main() -> None:
    """Prepare the environment, or renew the lock files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the development tools")
    parser.add_argument("--lock", action="store_true", help="renew the lock files instead")
    arguments = parser.parse_args()
    if arguments.lock:
        lock(find_uv())
        return
    files = [REQUIREMENTS / "runtime.txt"] + ([REQUIREMENTS / "dev.txt"] if arguments.dev else [])
    if is_ready(files) and not arguments.dev:
        return
    with alone():
        if not is_ready(files):
            install(find_uv(), files)
        if arguments.dev:
            install_npm_packages()


@contextlib.contextmanager
def alone():
    """Keep another set-up of this checkout waiting; the lock ends with the process, however that ends."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another set-up of this folder is at work: waiting until it is done ...")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def is_ready(files):
    """Whether the environment holds what these lock files name (and perhaps more)."""
    return (VENV / "bin" / "python").exists() and all(stamp(f).exists() for f in files)


def stamp(file):
    """The mark that a lock file, as it is now, has been installed."""
    digest = hashlib.sha256(file.read_bytes() + (PROJECT / "pyproject.toml").read_bytes())
    return VENV / (".installed-" + file.stem + "-" + digest.hexdigest()[:16])


def install(uv, files):
    """Make the environment and install the lock files into it, hashes checked."""
    python = find_python(uv)
    # One that was killed half way may lack the file by which Python knows that it is an environment.
    if not works([str(VENV / "bin" / "python"), "-c", "import sys; sys.exit(sys.prefix == sys.base_prefix)"]):
        say(f"Making the virtual environment with {python} ...")
        run([uv, "venv", "--quiet", "--clear", "--python", python, str(VENV)])
    say("Installing the locked dependencies (first time: about 600 MB, one to three minutes) ...")
    # Compiled once, or each start compiles it anew (a third of its time) where Python may not write beside code.
    into = ["--compile-bytecode", "--python", str(VENV / "bin" / "python")]
    run([uv, "pip", "install", "--quiet", "--require-hashes", *into]
        + [part for file in files for part in ("-r", str(file))])
    run([uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", *into, "-e", str(PROJECT)])
    for file in files:
        for old in VENV.glob(".installed-" + file.stem + "-*"):
            old.unlink()
        stamp(file).touch()


def install_npm_packages():
    """Install what the end-to-end tests need from npm; without npm, say which tests will fail."""
    wanted = hashlib.sha256((NPM / "package-lock.json").read_bytes()).hexdigest()[:16]
    mark = NPM / "node_modules" / (".installed-" + wanted)
    if mark.exists():
        return
    npm = shutil.which("npm")
    if npm is None:
        say(NO_NPM)
        return
    say("Installing the tests' npm packages ...")
    run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], cwd=str(NPM))
    mark.touch()


def find_uv():
    """A uv: the one on the PATH, or one of our own, made with this Python."""
    found = shutil.which("uv")
    if found and works([found, "--version"]):
        return found
    own = TOOLS / "bin" / "uv"
    if not works([str(own), "--version"]):
        say("Fetching uv ...")
        if not works([sys.executable, "-c", "import ensurepip, venv"]):
            sys.exit(NO_VENV)
        run([sys.executable, "-m", "venv", "--clear", str(TOOLS)])
        run([str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes",
             "--disable-pip-version-check", "-r", str(REQUIREMENTS / "uv.txt")])
    return str(own)


def find_python(uv):
    """A Python 3.10: named, on the PATH, under pyenv, known to uv, or fetched by uv."""
    named = os.environ.get("CLARA_PYTHON")
    if named:
        if not is_wanted(named):
            sys.exit(f"CLARA_PYTHON={named} is not a Python {WANTED}.")
        return named
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    candidates = [sys.executable, shutil.which("python" + WANTED)]
    candidates += [str(p) for p in sorted(pyenv.glob(f"versions/{WANTED}.*/bin/python"), reverse=True)]
    for candidate in candidates:
        # A pyenv shim may be on the PATH and refuse to run.
        if candidate and is_wanted(candidate):
            return candidate
    for command in (["python", "find"], ["python", "install"], ["python", "find"]):
        if command[1] == "install":
            say(f"Fetching Python {WANTED} ...")
        environment = dict(os.environ, UV_PYTHON_DOWNLOADS="manual")
        done = subprocess.run([uv, *command, WANTED], env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        found = done.stdout.strip()
        if command[1] == "find" and done.returncode == 0 and is_wanted(found):
            return found
    sys.exit(NO_PYTHON)


def is_wanted(python):
    """Whether this is a Python 3.10 that runs."""
    check = f"import sys; sys.exit('.'.join(map(str, sys.version_info[:2])) != '{WANTED}')"
    return works([python, "-c", check])


def works(command):
    """Whether a command ends well."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def lock(uv):
    """Compile requirements/*.in into hash-checked files without registry addresses."""
    python = find_python(uv)
    options = ["--quiet", "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url",
               "--python", python, "--upgrade"]
    for name in ("uv", "runtime", "dev"):
        say(f"Locking {name} ...")
        run([uv, "pip", "compile", *options, f"{name}.in", "-o", f"{name}.txt"], cwd=str(REQUIREMENTS))


def run(command, cwd=None):
    """Run a command; when it fails, stop with what it said."""
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
    environment.pop("VIRTUAL_ENV", None)
    if subprocess.run(command, cwd=cwd, env=environment).returncode:
        sys.exit("This failed: " + " ".join(command))


def say(what):
    """Tell the person at the terminal what takes time."""
    print(what, flush=True)


if __name__ == "__main__":
    main()

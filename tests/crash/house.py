"""A demonstration house as another process, and a browser for it. Used by the scripts beside it."""
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse


class House:
    """A house in a folder that goes away. store: "sqlite", or "postgres" with KINTSUGI_TEST_PG naming a server."""

    def __init__(self, kintsugi, store, people=3):
        self.kintsugi = kintsugi
        self.store = store
        self.dir = tempfile.mkdtemp(prefix="kintsugi-crash-")
        self.data = os.path.join(self.dir, "house")
        self.log = os.path.join(self.dir, "log")
        self.process = None
        self.databases = []
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        command = [kintsugi, "demo", "--data", self.data, "--people", str(people), "--no-serve"]
        if store == "postgres":
            for option in ("--postgres", "--postgres-keyring"):
                command += [option, self.make_database(option.strip("-").replace("-", "_"))]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(self.data, "sign-ins.tsv")) as f:
            self.sign_ins = {line.split("\t")[0]: line.rstrip("\n").split("\t")[2] for line in f}
        self.set("scored_twice", 0)  # what is closed to whom must not be left to chance

    def set(self, key, value):
        """A line of DIR/config; counts from the next start."""
        path = os.path.join(self.data, "config")
        with open(path) as f:
            lines = [line for line in f if not re.match(rf"#?{key} ?=", line)]
        with open(path, "w") as f:
            f.writelines(lines + [f"{key} = {value}\n"])

    def make_database(self, name):
        server = os.environ["KINTSUGI_TEST_PG"]
        name = f"crash_{name}_{os.getpid()}"
        self.sql(f"DROP DATABASE IF EXISTS {name}")
        self.sql(f"CREATE DATABASE {name}")
        self.databases.append(name)
        return f"{server} dbname={name}"

    def sql(self, text, database="postgres"):
        server = os.environ["KINTSUGI_TEST_PG"]
        return subprocess.run(["psql", "-qAt", "-d", f"{server} dbname={database}", "-c", text], check=True,
                              capture_output=True, text=True).stdout

    def start(self):
        log = open(self.log, "ab")
        self.process = subprocess.Popen(
            [self.kintsugi, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}"], stdout=log, stderr=log)
        for _ in range(400):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.025)
        raise RuntimeError("the server did not start; see " + self.log)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

    def verify(self):
        """Nothing that verify finds wrong; its output otherwise."""
        run = subprocess.run([self.kintsugi, "verify", "--data", self.data], capture_output=True, text=True)
        return "" if run.returncode == 0 else run.stdout + run.stderr

    def end(self):
        self.stop()
        for name in self.databases:
            self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        shutil.rmtree(self.dir)


class Browser:
    """Keeps a cookie and the token of the last form."""

    def __init__(self, house):
        self.house = house
        self.cookie = ""
        self.token = ""
        self.body = ""
        self.location = ""

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)

    def ask(self, method, path, form=None, file=None):
        """file: (field, name, bytes), sent as a browser sends it."""
        connection = self.connect()
        headers = {"Cookie": self.cookie, "Connection": "close"}
        body = None
        if file is not None:
            parts = [(f'name="{name}"', value.encode()) for name, value in {**form, "token": self.token}.items()]
            parts.append((f'name="{file[0]}"; filename="{file[1]}"', file[2]))
            body = b"".join(b"--house\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + value + b"\r\n"
                            for head, value in parts) + b"--house--\r\n"
            headers["Content-Type"] = "multipart/form-data; boundary=house"
            headers["Sec-Fetch-Site"] = "same-origin"
        elif form is not None:
            body = urllib.parse.urlencode({**form, "token": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Sec-Fetch-Site"] = "same-origin"
        connection.request(method, path, body, headers)
        reply = connection.getresponse()
        self.body = reply.read().decode(errors="replace")
        self.location = reply.getheader("Location") or ""
        cookie = reply.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.split(";")[0]
        connection.close()
        token = re.search(r'name="token" value="([0-9a-f]{64})"', self.body)
        if token:
            self.token = token.group(1)
        return reply.status

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, form):
        return self.ask("POST", path, form)

    def send(self, path, form, field, name, data):
        return self.ask("POST", path, form, (field, name, data))

    def sign_in(self, user):
        self.get("/sign-in")
        status = self.post("/sign-in", {"user_name": user, "passphrase": self.house.sign_ins[user], "next": "/"})
        if status != 303:
            raise RuntimeError(f"sign-in of {user}: {status}")
        self.get("/")
        return self

    def people(self):
        self.get("/people")
        return sorted(set(re.findall(r"/people/([0-9a-f]{32})", self.body)))

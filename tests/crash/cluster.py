"""A PostgreSQL server of one's own, which may be stopped, started and left without room. Used by fill.py."""
import glob
import os
import shutil
import subprocess
import tempfile


class Cluster:
    """In a folder of its own (or inside the one given), as the user that PostgreSQL was installed for."""

    def __init__(self, folder=None):
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.dir = tempfile.mkdtemp(prefix="kintsugi-pg-", dir=folder)
        # The socket lies elsewhere, so that it does not need room.
        self.socket = tempfile.mkdtemp(prefix="kintsugi-pg-")
        if os.geteuid() == 0:
            for path in (self.dir, self.socket):
                shutil.chown(path, "postgres")
        if folder:
            os.chmod(folder, 0o755)
        self.run("initdb", "-D", self.dir + "/data", "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8",
                 "--wal-segsize=1")
        self.start()

    def run(self, program, *words):
        command = [f"{self.bin}/{program}", *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def start(self):
        self.run("pg_ctl", "-D", self.dir + "/data", "-l", self.socket + "/log", "-w", "-o",
                 f"-k {self.socket} -c listen_addresses= -c max_connections=60 -c max_wal_size=8MB -c min_wal_size=2MB "
                 "-c autovacuum=off", "start")

    def stop(self):
        self.run("pg_ctl", "-D", self.dir + "/data", "-w", "-m", "immediate", "stop")

    def running(self):
        return subprocess.run([f"{self.bin}/pg_isready", "-q", "-h", self.socket], check=False).returncode == 0

    def connection(self):
        return f"host={self.socket} user=postgres"

    def end(self):
        try:
            self.stop()
        except subprocess.CalledProcessError:
            pass
        shutil.rmtree(self.dir, ignore_errors=True)
        shutil.rmtree(self.socket, ignore_errors=True)

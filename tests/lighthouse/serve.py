"""Serves a folder on loopback, compressed as any web server does: serve.py FOLDER PORT"""

import gzip
import http.server
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args):
        super().__init__(*args, directory=sys.argv[1])

    def do_GET(self):
        path = self.translate_path(self.path)
        if not path.endswith((".html", ".css", ".js", ".svg", ".xml", ".txt")):
            return super().do_GET()
        try:
            with open(path, "rb") as file:
                body = gzip.compress(file.read())
        except OSError:
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Handler).serve_forever()

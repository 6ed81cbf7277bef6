"""A TCP forwarder before a real server, which can refuse requests: a network that fails where a test wants it."""

import socket
import socketserver
import threading
from urllib.parse import urlsplit


class Forwarder:
    """Forwards to `url`, but closes the connection on whatever `refuse(request, refused so far)` says; a context manager."""

    def __init__(self, url, *, refuse):
        self.refused = 0
        target = (urlsplit(url).hostname, urlsplit(url).port)
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                with socket.create_connection(target) as server:
                    back = threading.Thread(target=pump, args=(server, self.request))
                    back.start()
                    try:
                        while request := receive(self.request):
                            if refuse(request, outer.refused):
                                outer.refused += 1
                                break
                            server.sendall(request)
                    finally:
                        shut(server)
                        shut(self.request)
                        back.join()

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def receive(sock):
    """What has come, a whole HTTP request where it fits the usual: its head, and as much body as its head says."""
    data = chunk(sock)
    while data and b"\r\n\r\n" in data and len(data) < expected(data):
        more = chunk(sock)
        if not more:
            break
        data += more
    return data


def expected(data):
    head, _, _ = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return len(head) + 4 + int(lengths[0] if lengths else 0)


def chunk(sock):
    try:
        return sock.recv(1 << 20)
    except OSError:
        return b""


def pump(source, target):
    """Bytes from one to the other, until one closes."""
    while data := chunk(source):
        try:
            target.sendall(data)
        except OSError:
            break
    shut(target)


def shut(sock):
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()

"""The demo application: one page that says which version of it runs."""

from flask import Flask, render_template

app = Flask(__name__)


@app.get('/')
def index():
    return render_template('index.html')


@app.get('/healthz')
def healthz():
    """What probes and load balancers ask; it stands on nothing but the process itself."""
    return 'ok\n', {'Content-Type': 'text/plain; charset=utf-8'}

"""What the pipeline checks before it builds an image: python -m unittest."""

import re
import unittest

from app import app

VERSION = re.compile(r'<strong class="version">(v\d+\.\d+(?:\.\d+)?)</strong>')


class AppTest(unittest.TestCase):
    def setUp(self):
        self.client = app.test_client()

    def get(self, path):
        # Some responses stream a file, which stays open until the response is closed.
        with self.client.get(path) as response:
            return response.status_code, response.mimetype, response.text

    def test_page_says_one_version(self):
        status, mimetype, page = self.get('/')
        self.assertEqual((status, mimetype), (200, 'text/html'))
        self.assertEqual(len(VERSION.findall(page)), 1, 'templates/index.html says one version, such as v1.0')

    def test_page_has_its_style(self):
        _, _, page = self.get('/')
        [stylesheet] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
        status, mimetype, _ = self.get(stylesheet)
        self.assertEqual((status, mimetype), (200, 'text/css'))

    def test_health(self):
        self.assertEqual(self.get('/healthz'), (200, 'text/plain', 'ok\n'))

    def test_anything_else_is_not_found(self):
        for path in ['/app.py', '/static/', '/static/../app.py', '/healthz/']:
            with self.subTest(path):
                self.assertEqual(self.get(path)[0], 404)


if __name__ == '__main__':
    unittest.main()

#!/usr/bin/env python3
"""kill.py KINTSUGI [ROUNDS] [sqlite|postgres ...]: stops the server with kill -9 while posts are arriving, again and again.
Every post that was answered "saved" must be there, and verify must find nothing wrong."""
import html
import re
import sys
import threading
import time

from house import Browser, House

POSTERS = 4


def post_until_killed(browser, person, tag, saved):
    n = 0
    while True:
        words = f"{tag}-{n}-end"
        n += 1
        try:
            if browser.get(f"/people/{person}/notes/new") != 200:
                return
            if browser.post(f"/people/{person}/notes/new", {"how": "phone", "words": words, "next": ""}) == 303:
                saved.append(words)
        except Exception:  # the server is gone: that is what the test is about
            return


def round_of(house, browsers, person, number):
    saved = [[] for _ in browsers]
    threads = [threading.Thread(target=post_until_killed, args=(b, person, f"r{number}p{i}", saved[i]))
               for i, b in enumerate(browsers)]
    for t in threads:
        t.start()
    time.sleep(0.15 + (number % 7) * 0.03)
    house.kill()
    for t in threads:
        t.join()
    return [words for one in saved for words in one]


def read_all(browser, person):
    """Every page of the timeline."""
    text = ""
    page = f"/people/{person}/timeline?kind=note"
    while page:
        if browser.get(page) != 200:
            raise RuntimeError("the timeline cannot be read")
        text += browser.body
        older = re.search(r'href="([^"]*)">Older<', browser.body)
        page = html.unescape(older.group(1)) if older else None
    return text


def run(kintsugi, store, rounds):
    house = House(kintsugi, store)
    wrong = 0
    answered = 0
    try:
        house.start()
        browsers = [Browser(house).sign_in("caseworker") for _ in range(POSTERS)]
        person = None
        for number in range(rounds):
            if number % 10 == 0:
                # A fresh person, so that a timeline stays short enough to be read whole after each kill.
                browsers[0].get("/people/new")
                browsers[0].post("/people/new", {"label": f"Person {number}", "checked": f"Person {number}"})
                person = browsers[0].location.split("/")[2].split("?")[0]
            saved = round_of(house, browsers, person, number)
            answered += len(saved)
            house.start()
            text = read_all(browsers[0], person)
            lost = [words for words in saved if words not in text]
            if lost:
                print(f"round {number}: {len(lost)} of {len(saved)} saved posts are gone: {lost[:3]}")
            wrong += len(lost)
        house.stop()
        fault = house.verify()
        if fault:
            print(fault)
        print(f"{store}: {rounds} kills, {answered} posts answered saved, {wrong} lost, "
              f"verify {'finds faults' if fault else 'finds nothing wrong'}")
        return wrong == 0 and not fault and answered > rounds
    finally:
        house.end()


def main():
    kintsugi = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    results = [run(kintsugi, store, rounds) for store in sys.argv[3:] or ["sqlite", "postgres"]]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())

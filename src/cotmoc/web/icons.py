"""The icons, drawn on a 16 x 16 grid with strokes: a shape for every meaning that also has a colour."""

from __future__ import annotations

ICONS = {
    "good": '<circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.1 2.1L11 6.2"/>',
    "info": '<rect x="2" y="2" width="12" height="12" rx="2"/><path d="M8 7.5V11M8 5v.01"/>',
    "warn": '<path d="M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.8v.01"/>',
    "bad": '<path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM5.8 5.8l4.4 4.4m0-4.4-4.4 4.4"/>',
    "neutral": '<circle cx="8" cy="8" r="6.5"/><path d="M5 8h6"/>',
    "closed": '<rect x="3" y="7" width="10" height="7" rx="1"/><path d="M5 7V5a3 3 0 0 1 6 0v2"/>',
    "new": '<path d="M8 1.8 9.8 6l4.5.4-3.4 3 1 4.4L8 11.5l-3.9 2.3 1-4.4-3.4-3L6.2 6z"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
    "open": '<path d="m6 3 5 5-5 5"/>',
    "back": '<path d="M10 3 5 8l5 5"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "close": '<path d="m4 4 8 8m0-8-8 8"/>',
    "download": '<path d="M8 2v8m-3-3 3 3 3-3M2.5 13.5h11"/>',
    "upload": '<path d="M8 10V2M5 5l3-3 3 3M2.5 13.5h11"/>',
    "edit": '<path d="M11 2.5 13.5 5 5.5 13H3v-2.5zM9 4.5 11.5 7"/>',
    "undo": '<path d="M5.5 3 2.5 6l3 3M3 6h6.5a4 4 0 0 1 0 8H6"/>',
    "same": '<path d="M3 6h10M3 10h10"/>',
    "differs": '<path d="M3 6h10M3 10h10M11 2.5l-6 11"/>',
    "join": '<path d="M2 4h3l3 4 3-4h3M8 8v6"/>',
    "clock": '<circle cx="8" cy="8" r="6.5"/><path d="M8 4.5V8l2.5 1.5"/>',
    "place": '<path d="M8 14.5S3 9.8 3 6.4a5 5 0 0 1 10 0c0 3.4-5 8.1-5 8.1z"/><circle cx="8" cy="6.4" r="1.8"/>',
    "list": '<path d="M5.5 4H14M5.5 8H14M5.5 12H14M2.2 4h.01M2.2 8h.01M2.2 12h.01"/>',
    "file": '<path d="M4 1.8h5l3.5 3.5v9H4zM9 1.8v3.5h3.5"/>',
    "user": '<circle cx="8" cy="5" r="3"/><path d="M2.5 14a5.5 5.5 0 0 1 11 0"/>',
    "keys": '<rect x="1.5" y="4" width="13" height="8" rx="1.5"/><path d="M4.5 7h.01M8 7h.01M11.5 7h.01M5 9.7h6"/>',
    "theme": '<circle cx="8" cy="8" r="6.5"/><path d="M8 1.5v13A6.5 6.5 0 0 0 8 1.5z" fill="currentColor"/>',
    "language": '<circle cx="8" cy="8" r="6.5"/><path d="M1.5 8h13M8 1.5c-4.5 4-4.5 9 0 13 4.5-4 4.5-9 0-13z"/>',
    "empty": '<path d="M2 9.5 4 3h8l2 6.5V13H2zM2 9.5h3.5l1 1.7h3l1-1.7H14"/>',
}

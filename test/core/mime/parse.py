"""Reads messages, one base64 text a line, with Python's email package, and prints one JSON object for each."""
import base64
import json
import sys
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses


def addresses(message, name):
    # Not header.addresses of the modern policy: before 3.13 it puts blanks between adjacent encoded words (cpython#128110).
    raw = [value for key, value in message.raw_items() if key.lower() == name]
    unfolded = [''.join(str(value).splitlines()) for value in raw]
    return [f'{make_header(decode_header(display))}<{address}>' for display, address in getaddresses(unfolded)]


def parse(raw):
    message = message_from_bytes(raw, policy=policy.default)
    text, html, attachments = '', '', []
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True) or b''
        if part.get_content_disposition() is None and part.get_content_type() == 'text/plain':
            text = content.decode('utf-8')
        elif part.get_content_disposition() is None and part.get_content_type() == 'text/html':
            html = content.decode('utf-8')
        else:
            attachments.append([part.get_filename() or '', part.get_content_type(), part['content-id'] or '', base64.b64encode(content).decode()])
    return {
        'subject': message['subject'] or '',
        'from': addresses(message, 'from'), 'to': addresses(message, 'to'), 'cc': addresses(message, 'cc'),
        'bcc': addresses(message, 'bcc'), 'replyTo': addresses(message, 'reply-to'),
        'date': message['date'].datetime.isoformat(), 'messageId': message['message-id'],
        'text': text, 'html': html, 'attachments': attachments,
        'headers': [f'{k.lower()}: {v.strip()}' for k, v in message.items() if k.lower().startswith('x-') and k.lower() != 'x-priority'],
    }


for line in sys.stdin:
    print(json.dumps(parse(base64.b64decode(line))))

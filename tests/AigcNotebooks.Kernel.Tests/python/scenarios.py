"""What front ends do with any kernel, in words that two languages share: each scenario is a function of a front end and a phrase book."""
from __future__ import annotations

import time

from front_end import FrontEnd
from phrases import Phrases


def results_and_displays(front: FrontEnd, say: Phrases) -> None:
    for code in (say.value, say.assign, say.show, say.replace, say.clear, ""):
        front.run(code)


def text(front: FrontEnd, say: Phrases) -> None:
    front.run(say.write)
    front.run(say.complain)


def errors(front: FrontEnd, say: Phrases) -> None:
    for code in (say.fail, say.misspell, say.unknown):
        front.run(code, stop_on_error=False)


def silence(front: FrontEnd, say: Phrases) -> None:
    front.run(say.value, silent=True, store_history=False)
    front.run(say.assign, silent=True, store_history=False, user_expressions={"x": say.variable})


def a_silent_error_aborts_nothing(front: FrontEnd, say: Phrases) -> None:
    first = front.execute(say.fail, silent=True, store_history=False)
    second = front.execute(say.assign)
    front.finish(first)
    front.finish(second)


def without_history(front: FrontEnd, say: Phrases) -> None:
    front.run(say.value, store_history=False)


def user_expressions(front: FrontEnd, say: Phrases) -> None:
    front.run(say.assign, user_expressions={"good": say.variable, "wrong": say.unknown, "misspelt": say.misspell})
    front.run(say.fail, user_expressions={"good": say.variable}, stop_on_error=False)


def errors_abort_the_queue(front: FrontEnd, say: Phrases) -> None:
    requests = [front.execute(code) for code in (say.fail, say.value, say.write)]
    for request in requests:
        front.finish(request)


def errors_abort_no_other_requests(front: FrontEnd, say: Phrases) -> None:
    requests = [front.execute(say.fail), front.send("kernel_info_request"), front.execute(say.value)]
    for request in requests:
        front.finish(request)


def errors_may_leave_the_queue(front: FrontEnd, say: Phrases) -> None:
    requests = [front.execute(code, stop_on_error=False) for code in (say.fail, say.value)]
    for request in requests:
        front.finish(request)


def input_and_password(front: FrontEnd, say: Phrases) -> None:
    for code in (say.ask, say.ask_secretly):
        request = front.execute(code, allow_stdin=True)
        front.until_seen("input_request", request)
        front.client.input("answer")
        front.finish(request)


def input_where_none_is_taken(front: FrontEnd, say: Phrases) -> None:
    front.run(say.ask, allow_stdin=False, stop_on_error=False)


def paging(front: FrontEnd, say: Phrases) -> None:
    front.run(say.page)


def interrupt_of_a_cell(front: FrontEnd, say: Phrases) -> None:
    request = front.execute(say.sleep)
    front.until_seen("stream", request)
    time.sleep(0.3)
    front.ask("interrupt_request", channel="control")
    front.finish(request)


def interrupt_of_nothing(front: FrontEnd, say: Phrases) -> None:
    front.ask("interrupt_request", channel="control")
    time.sleep(0.3)
    front.run(say.value)


def questions_about_code(front: FrontEnd, say: Phrases) -> None:
    for code in (say.value, say.unfinished, say.misspell):
        front.ask("is_complete_request", code=code)
    front.ask("complete_request", code=say.member, cursor_pos=len(say.member))
    front.ask("complete_request", code="zzzzzz", cursor_pos=6)
    for code in (say.known, "zzzzzz"):
        front.ask("inspect_request", code=code, cursor_pos=len(code), detail_level=0)


def history(front: FrontEnd, say: Phrases) -> None:
    front.run(say.value)
    for how in ({"hist_access_type": "tail", "n": 1}, {"hist_access_type": "range", "session": 0, "start": 1, "stop": 2},
                {"hist_access_type": "search", "pattern": "*", "n": 1}):
        front.ask("history_request", output=False, raw=True, **how)


def kernel_info_on_both_channels(front: FrontEnd, say: Phrases) -> None:
    front.ask("kernel_info_request")
    front.ask("kernel_info_request", channel="control")


def comms(front: FrontEnd, say: Phrases) -> None:
    front.ask("comm_info_request")
    front.ask("comm_info_request", target_name="none")
    for msg_type, content in (("comm_open", {"comm_id": "c", "target_name": "none"}), ("comm_msg", {"comm_id": "d"}), ("comm_close", {"comm_id": "d"})):
        front.idle(front.send(msg_type, data={}, **content))


def unknown_messages(front: FrontEnd, say: Phrases) -> None:
    request = front.send("no_such_request")
    front.run(say.value)
    front.idle(request)
    request = front.send("no_such_request", channel="control")
    front.ask("kernel_info_request", channel="control")
    front.idle(request)


def two_front_ends(front: FrontEnd, say: Phrases) -> None:
    other = front.beside()
    front.run(say.value)
    other.run(say.value)


def a_question_goes_to_who_asked_and_others_wait(front: FrontEnd, say: Phrases) -> None:
    other = front.beside()
    asked = front.execute(say.ask, allow_stdin=True)
    front.until_seen("input_request", asked)
    waiting = other.execute(say.value)
    other.ask("kernel_info_request", channel="control")
    front.client.input("answer")
    front.finish(asked)
    other.finish(waiting)


SCENARIOS = (
    results_and_displays, text, errors, silence, a_silent_error_aborts_nothing, without_history, user_expressions, errors_abort_the_queue,
    errors_abort_no_other_requests, errors_may_leave_the_queue, input_and_password, input_where_none_is_taken, paging, interrupt_of_a_cell,
    interrupt_of_nothing, questions_about_code, history, kernel_info_on_both_channels, comms, unknown_messages, two_front_ends,
    a_question_goes_to_who_asked_and_others_wait,
)


def shutdown(front: FrontEnd, say: Phrases) -> None:
    end(front, restart=False)


def shutdown_for_a_restart(front: FrontEnd, say: Phrases) -> None:
    end(front, restart=True)


def end(front: FrontEnd, restart: bool) -> None:
    request = front.send("shutdown_request", channel="control", restart=restart)
    front.until_seen("shutdown_reply", request)
    front.until(lambda: not front.manager.is_alive(), "the process does not end")


# After these the kernel is gone.
ENDINGS = (shutdown, shutdown_for_a_restart)

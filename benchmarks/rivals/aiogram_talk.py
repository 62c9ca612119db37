"""The talk as aiogram's documentation writes it: a finite state machine in memory."""

from __future__ import annotations

import os

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from benchmarks.rivals import questions
from benchmarks.rivals.questions import Options

router = Router()


class Report(StatesGroup):
    """Where a person is."""

    place = State()
    group = State()
    problem = State()
    severity = State()
    review = State()
    more = State()
    since = State()
    review_again = State()


def _keyboard(options: Options) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=code)] for label, code in options
        ]
    )


@router.message(Command("need"))
async def need(message: Message, state: FSMContext) -> None:
    """Begin, forgetting what was told before."""
    await state.clear()
    await state.set_state(Report.place)
    await message.answer(questions.PLACE, reply_markup=_keyboard(questions.PLACES))


@router.message(Report.place, F.text)
async def place(message: Message, state: FSMContext) -> None:
    """Keep the place; ask the subject."""
    await state.update_data(place=message.text)
    await state.set_state(Report.group)
    await message.answer(questions.GROUP, reply_markup=_keyboard(questions.GROUPS))


@router.callback_query(Report.group)
async def group(query: CallbackQuery, state: FSMContext) -> None:
    """Keep the subject; ask the problem."""
    await query.answer()
    await state.update_data(group=query.data)
    await state.set_state(Report.problem)
    await query.message.edit_text(questions.PROBLEM, reply_markup=_keyboard(questions.PROBLEMS))


@router.callback_query(Report.problem)
async def problem(query: CallbackQuery, state: FSMContext) -> None:
    """Keep the problem; ask its effect."""
    await query.answer()
    await state.update_data(problem=query.data)
    await state.set_state(Report.severity)
    await query.message.edit_text(questions.SEVERITY, reply_markup=_keyboard(questions.SEVERITIES))


@router.callback_query(Report.severity)
async def severity(query: CallbackQuery, state: FSMContext) -> None:
    """Keep the effect; show everything."""
    await query.answer()
    told = await state.update_data(severity=query.data)
    await state.set_state(Report.review)
    await query.message.edit_text(
        questions.review(told), reply_markup=_keyboard(questions.REVIEWING)
    )


@router.callback_query(Report.review, F.data == "m")
async def more(query: CallbackQuery, state: FSMContext) -> None:
    """Offer what can be added."""
    await query.answer()
    await state.set_state(Report.more)
    await query.message.edit_text(questions.MORE, reply_markup=_keyboard(questions.OFFERS))


@router.callback_query(Report.more, F.data == "a0")
async def ask_since(query: CallbackQuery, state: FSMContext) -> None:
    """Ask since when."""
    await query.answer()
    await state.set_state(Report.since)
    await query.message.edit_text(questions.SINCE, reply_markup=_keyboard(questions.SINCES))


@router.callback_query(Report.since)
async def since(query: CallbackQuery, state: FSMContext) -> None:
    """Keep since when; show everything again."""
    await query.answer()
    told = await state.update_data(since=query.data)
    await state.set_state(Report.review_again)
    await query.message.edit_text(
        questions.review(told), reply_markup=_keyboard(questions.REVIEWING)
    )


@router.callback_query(Report.review_again, F.data == "0")
async def send(query: CallbackQuery, state: FSMContext) -> None:
    """Give the number; the talk is over."""
    await query.answer()
    await state.clear()
    await query.message.edit_text(questions.SENT.format(number=query.id))


def main() -> None:
    """Serve a webhook, as the example does."""
    port, secret = int(os.environ["BENCH_PORT"]), os.environ["BENCH_SECRET"]
    server = TelegramAPIServer.from_base(os.environ["BENCH_API"])
    bot = Bot(os.environ["BENCH_TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)

    async def set_webhook() -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token=secret)

    dispatcher.startup.register(set_webhook)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(application, "/telegram")
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main()

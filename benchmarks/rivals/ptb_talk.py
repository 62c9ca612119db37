"""The talk as python-telegram-bot's documentation writes it: a ConversationHandler."""

from __future__ import annotations

import asyncio
import os

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from benchmarks.rivals import questions
from benchmarks.rivals.questions import Options

PLACE, GROUP, PROBLEM, SEVERITY, REVIEW, MORE, SINCE, REVIEW_AGAIN = range(8)
Context = ContextTypes.DEFAULT_TYPE


def _keyboard(options: Options) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=code)] for label, code in options]
    )


async def need(update: Update, context: Context) -> int:
    """Begin, forgetting what was told before."""
    context.user_data.clear()
    await update.message.reply_text(questions.PLACE, reply_markup=_keyboard(questions.PLACES))
    return PLACE


async def place(update: Update, context: Context) -> int:
    """Keep the place; ask the subject."""
    context.user_data["place"] = update.message.text
    await update.message.reply_text(questions.GROUP, reply_markup=_keyboard(questions.GROUPS))
    return GROUP


async def group(update: Update, context: Context) -> int:
    """Keep the subject; ask the problem."""
    query = update.callback_query
    await query.answer()
    context.user_data["group"] = query.data
    await query.edit_message_text(questions.PROBLEM, reply_markup=_keyboard(questions.PROBLEMS))
    return PROBLEM


async def problem(update: Update, context: Context) -> int:
    """Keep the problem; ask its effect."""
    query = update.callback_query
    await query.answer()
    context.user_data["problem"] = query.data
    await query.edit_message_text(questions.SEVERITY, reply_markup=_keyboard(questions.SEVERITIES))
    return SEVERITY


async def severity(update: Update, context: Context) -> int:
    """Keep the effect; show everything."""
    query = update.callback_query
    await query.answer()
    context.user_data["severity"] = query.data
    await query.edit_message_text(
        questions.review(context.user_data), reply_markup=_keyboard(questions.REVIEWING)
    )
    return REVIEW


async def more(update: Update, context: Context) -> int:
    """Offer what can be added."""
    query = update.callback_query
    await query.answer()
    await query.edit_message_text(questions.MORE, reply_markup=_keyboard(questions.OFFERS))
    return MORE


async def ask_since(update: Update, context: Context) -> int:
    """Ask since when."""
    query = update.callback_query
    await query.answer()
    await query.edit_message_text(questions.SINCE, reply_markup=_keyboard(questions.SINCES))
    return SINCE


async def since(update: Update, context: Context) -> int:
    """Keep since when; show everything again."""
    query = update.callback_query
    await query.answer()
    context.user_data["since"] = query.data
    await query.edit_message_text(
        questions.review(context.user_data), reply_markup=_keyboard(questions.REVIEWING)
    )
    return REVIEW_AGAIN


async def send(update: Update, context: Context) -> int:
    """Give the number; the talk is over."""
    query = update.callback_query
    await query.answer()
    await query.edit_message_text(questions.SENT.format(number=update.update_id))
    return ConversationHandler.END


def conversation() -> ConversationHandler[Context]:
    """Return the talk; nothing of it survives the process."""
    return ConversationHandler(
        entry_points=[CommandHandler("need", need)],
        states={
            PLACE: [MessageHandler(filters.TEXT & ~filters.COMMAND, place)],
            GROUP: [CallbackQueryHandler(group, pattern=r"^\d+$")],
            PROBLEM: [CallbackQueryHandler(problem, pattern=r"^\d+$")],
            SEVERITY: [CallbackQueryHandler(severity, pattern=r"^\d+$")],
            REVIEW: [CallbackQueryHandler(more, pattern="^m$")],
            MORE: [CallbackQueryHandler(ask_since, pattern="^a0$")],
            SINCE: [CallbackQueryHandler(since, pattern=r"^\d+$")],
            REVIEW_AGAIN: [CallbackQueryHandler(send, pattern="^0$")],
        },
        fallbacks=[CommandHandler("need", need)],
    )


async def main() -> None:
    """Serve a webhook that puts updates on the application's queue, as the example does."""
    api, secret = os.environ["BENCH_API"], os.environ["BENCH_SECRET"]
    application = (
        Application.builder()
        .token(os.environ["BENCH_TOKEN"])
        .base_url(f"{api}/bot")
        .updater(None)
        .build()
    )
    application.add_handler(conversation())

    async def telegram(request: web.Request) -> web.Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != secret:
            return web.Response(status=401)
        update = Update.de_json(data=await request.json(), bot=application.bot)
        await application.update_queue.put(update)
        return web.Response()

    served = web.Application()
    served.router.add_post("/telegram", telegram)
    async with application:
        runner = web.AppRunner(served, access_log=None)
        await runner.setup()
        port = int(os.environ["BENCH_PORT"])
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await application.start()
        await application.bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token=secret)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

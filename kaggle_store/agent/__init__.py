"""Agents as functions for states: `Agent` and `AsyncAgent`, and the job that a function gets."""

from kaggle_store.agent.agents import Agent, AsyncAgent
from kaggle_store.agent.answer import Answer
from kaggle_store.agent.job import AsyncStageJob, StageJob
from kaggle_store.agent.stages import State

__all__ = ["Agent", "Answer", "AsyncAgent", "AsyncStageJob", "StageJob", "State"]
